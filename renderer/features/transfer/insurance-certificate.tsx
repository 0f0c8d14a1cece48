import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { VerificationCode, verificationText } from '../../components/verification-code.tsx';
import { PersonName } from '../../components/person-name.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperSignatures } from '../../components/sheets/paper-head.tsx';
import { ContinuedForm, formBlock, monthsText, TransferSheets, type PaperField } from './transfer-sheets.tsx';

/** Each copy has its reader (医保办发〔2021〕43号; domain rules section 5). */
const copies = [1, 2, 3] as const;

/** Of a certificate that is registered it says beside its code how it is checked. */
function notesOf(isRegistered: boolean) {
  const notes = ['note-copies', 'note-bring', 'note-balance'] as const;
  return isRegistered ? notes : ([...notes, 'note-check'] as const);
}

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
  const { verification } = papers;
  const { certificate } = papers.transfer;
  if (certificate === null) return null;
  const fields: readonly PaperField[] = [
    ['certificateNumber', certificate.number],
    // Certificates from before papers were registered have the digits that were printed on them.
    ['checkCode', verification === null ? (certificate.checkCode ?? '—') : verificationText(t, verification)],
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
    ['contact', <DrawnText key="contact" text={certificate.contact} />],
    ['phone', certificate.phone],
    ['issuedOn', certificate.issuedOn, 'wide'],
  ];
  const notes: PaperBlock = {
    kind: 'list',
    as: 'ol',
    className: 'paper-list',
    part: 'paper-notes',
    above: (
      <h2>
        {t('transfer-paper.notes')} <small lang="en">{english('transfer-paper.notes')}</small>
      </h2>
    ),
    items: notesOf(verification !== null).map((note) => (
      <li>
        {t(`transfer-paper.${note}`)}
        <small lang="en">{english(`transfer-paper.${note}`)}</small>
      </li>
    )),
  };
  const checked: readonly PaperBlock[] =
    verification === null
      ? []
      : [{ kind: 'whole', node: <VerificationCode verification={verification} isCodeAbove /> }];
  const signatures: PaperBlock = {
    kind: 'whole',
    closes: true,
    node: (
      <PaperSignatures
        labels={[
          'transfer-paper.signedByPerson',
          'transfer-paper.signedByClerk',
          'transfer-paper.officeSeal',
        ]}
      />
    ),
  };
  return (
    <>
      {copies.map((copy) => (
        <TransferSheets
          key={copy}
          papers={papers}
          title="transfer-paper.certificate"
          copy={t(`transfer-paper.copy-${copy}`)}
          reprint={props.reprint}
          continued={<ContinuedForm fields={fields.slice(0, 2)} />}
          blocks={[formBlock(fields, i18n), ...checked, notes, signatures]}
        />
      ))}
    </>
  );
}
