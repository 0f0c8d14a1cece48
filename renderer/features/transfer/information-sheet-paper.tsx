import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { monthsBetween } from '../../../domain/calendar/month.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { PersonName } from '../../components/person-name.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperSignatures } from '../../components/sheets/paper-head.tsx';
import { PaperTableHead } from '../../components/sheets/paper-table-head.tsx';
import { ContinuedForm, formBlock, monthsText, TransferSheets, type PaperField } from './transfer-sheets.tsx';

/** 参保人员信息表: what the other area is told of him; the months on as many sheets as they take. */
export function InformationSheetPaper(props: {
  readonly papers: TransferPapers;
  readonly reprint: number;
}): ReactElement | null {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const { papers } = props;
  const { sheet, otherArea, certificate } = papers.transfer;
  if (sheet === null) return null;
  const fields: readonly PaperField[] = [
    ['name', <PersonName key="name" name={sheet.name} />],
    ['insuranceKind', t('transfer-paper.insurance-310')],
    ['documentKind', t(`document-kind.${sheet.documentKind}`)],
    ['documentNumber', sheet.documentNumber],
    ['placeLeft', `${papers.countyName}（${certificate?.areaCode ?? ''}）`],
    ['placeJoined', `${otherArea.areaName}（${otherArea.areaCode}）`],
    ['paidMonths', t('transfer-paper.monthsValue', { count: sheet.paidMonths })],
    ['paidMonthsHere', t('transfer-paper.monthsValue', { count: sheet.paidMonthsHere })],
    ['benefitMonths', monthsText(t, sheet.benefitsFrom, sheet.benefitsUntil)],
    ['arrears', t(`transfer-paper.arrears-${sheet.arrears}`)],
    ['balance', t('receipt.yuan', { amount: formatYuan(sheet.balance) })],
    ['balanceInCapitals', sheet.balanceInCapitals],
    [
      'remittedTo',
      <DrawnText
        key="account"
        text={`${otherArea.accountName} · ${otherArea.bankName} · ${otherArea.accountNumber}`}
      />,
      'wide',
    ],
    ['certificateNumber', certificate?.number ?? '—'],
    ['issuedOn', sheet.issuedOn],
  ];
  // Whose it is stands on every sheet.
  const continued = fields.filter(([label]) => label === 'name' || label === 'documentNumber');
  const months: PaperBlock = {
    kind: 'table',
    className: 'paper-months',
    head: (
      <PaperTableHead
        columns={(['area', 'from', 'until', 'count', 'base'] as const).map(
          (column) => `transfer-paper.column-${column}`,
        )}
      />
    ),
    rows: sheet.months.map(({ areaCode, fromMonth, toMonth, base }) => (
      <tr>
        <td>{areaCode}</td>
        <td>{fromMonth}</td>
        <td>{toMonth}</td>
        <td>{monthsBetween(fromMonth, toMonth) + 1}</td>
        <td>{formatYuan(base)}</td>
      </tr>
    )),
  };
  const signatures: PaperBlock = {
    kind: 'whole',
    closes: true,
    node: (
      <PaperSignatures
        labels={[
          'transfer-paper.signedByClerk',
          'transfer-paper.signedByApprover',
          'transfer-paper.officeSeal',
        ]}
      />
    ),
  };
  return (
    <TransferSheets
      papers={papers}
      title="transfer-paper.sheet"
      reprint={props.reprint}
      continued={<ContinuedForm fields={continued} />}
      blocks={[formBlock(fields, i18n), months, signatures]}
    />
  );
}
