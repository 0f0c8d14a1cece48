import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { listOf, minuteOf } from '../../components/formatting.ts';
import { PersonName } from '../../components/person-name.tsx';
import { detailLines } from '../desk-service/detail-lines.ts';
import { approvalSubjects } from './approval-subjects.ts';
import { EntryTable } from './entry-table.tsx';
import { LedgerEffect } from './ledger-effect.tsx';

/** Everything that is decided about: whose it is, who entered it, which documents were seen, and what would be posted. */
export function SheetContent(props: { readonly sheet: ApprovalSheet }): ReactElement {
  const { t, i18n } = useTranslation();
  const { sheet } = props;
  const { service, effect, posted } = sheet;
  const { documentKind, representative } = service;
  const Subject = approvalSubjects[sheet.kind];
  return (
    // What does not fit is scrolled by the keys, too.
    <section className="sheet-content" tabIndex={0} aria-label={t('approval.step-content')}>
      {effect !== null && <LedgerEffect effect={effect} />}
      {posted.length > 0 && (
        <section className="ledger-effect">
          <h3>{t('approval.posted')}</h3>
          <EntryTable label={t('approval.posted')} entries={posted} />
        </section>
      )}
      <Subject sheet={sheet} />
      <dl className="sheet-facts">
        <div>
          <dt className="soft">{t('approval.person')}</dt>
          <dd>
            <PersonName name={sheet.personName} /> <span className="soft">{sheet.maskedNumber}</span>
          </dd>
        </div>
        {detailLines(service.details, t).map(([label, value]) => (
          <div key={label}>
            <dt className="soft">{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt className="soft">{t('approval.enteredBy')}</dt>
          <dd>
            {listOf(i18n.language, sheet.enteredBy)} <span className="soft">{minuteOf(sheet.enteredAt)}</span>
          </dd>
        </div>
        <div>
          <dt className="soft">{t('approval.documents')}</dt>
          <dd>
            {documentKind === null ? t('approval.noDocuments') : t(`document-kind.${documentKind}`)}
            {representative !== null && (
              <>
                {' · '}
                <PersonName name={representative.name} /> {representative.maskedNumber}{' '}
                {t(`relation.${representative.relation}`)}{' '}
                {t(`authorisation.${representative.authorisation}`)}
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
