import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { PersonName } from '../../components/person-name.tsx';
import { monthsText, PaperForm, PaperSheet, type PaperField } from './paper-sheet.tsx';

/** Each copy has its reader (医保办发〔2021〕43号; domain rules section 5). */
const copies = [1, 2, 3] as const;

/**
 * 参保凭证 in three copies, printed on the spot: what it says stays as it was written. It certifies what was paid and what
 * was on the account; that anything was transferred it does not say.
 */
export function InsuranceCertificate(props: {
  readonly papers: TransferPapers;
  readonly reprint: number;
}): ReactElement | null {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { papers } = props;
  const { certificate } = papers.transfer;
  if (certificate === null) return null;
  const fields: readonly PaperField[] = [
    ['certificateNumber', certificate.number],
    ['checkCode', certificate.checkCode],
    ['name', <PersonName key="name" name={certificate.name} />],
    ['insuranceKind', t('transfer-paper.insurance-310')],
    ['documentKind', t(`document-kind.${certificate.documentKind}`)],
    ['documentNumber', certificate.documentNumber],
    ['place', `${papers.countyName}（${certificate.areaCode}）`, 'wide'],
    ['insuredMonths', monthsText(t, certificate.fromMonth, certificate.toMonth)],
    ['benefitMonths', monthsText(t, certificate.benefitsFrom, certificate.benefitsUntil)],
    ['balance', t('receipt.yuan', { amount: formatYuan(certificate.balance) })],
    ['balanceInCapitals', certificate.balanceInCapitals],
    ['office', certificate.officeName, 'wide'],
    ['contact', certificate.contact],
    ['phone', certificate.phone],
    ['issuedOn', certificate.issuedOn, 'wide'],
  ];
  return (
    <>
      {copies.map((copy) => (
        <PaperSheet
          key={copy}
          papers={papers}
          title="transfer-paper.certificate"
          copy={t(`transfer-paper.copy-${copy}`)}
          reprint={props.reprint}
          page={copy}
          pages={copies.length}
        >
          <PaperForm fields={fields} />
          <section className="paper-notes">
            <h2>{t('transfer-paper.notes')}</h2>
            <ol className="paper-list">
              {(['note-copies', 'note-bring', 'note-balance', 'note-check'] as const).map((note) => (
                <li key={note}>
                  {t(`transfer-paper.${note}`)}
                  <small lang="en">{english(`transfer-paper.${note}`)}</small>
                </li>
              ))}
            </ol>
          </section>
          <div className="paper-signature three">
            {(['signedByPerson', 'signedByClerk', 'officeSeal'] as const).map((who) => (
              <span key={who}>
                {t(`transfer-paper.${who}`)} <small lang="en">{english(`transfer-paper.${who}`)}</small>
              </span>
            ))}
          </div>
        </PaperSheet>
      ))}
    </>
  );
}
