import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { monthsBetween } from '../../../domain/calendar/month.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { PersonName } from '../../components/person-name.tsx';
import { monthsText, PaperForm, PaperSheet, type PaperField } from './paper-sheet.tsx';

/** So many lines of months fit below the form of the first sheet, and on each after it. */
const linesOnFirst = 17;
const linesOnNext = 28;

/** 参保人员信息表: what the other area is told of him; the months on as many sheets as they take. */
export function InformationSheetPaper(props: {
  readonly papers: TransferPapers;
  readonly reprint: number;
}): ReactElement | null {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
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
    ['remittedTo', `${otherArea.accountName} · ${otherArea.bankName} · ${otherArea.accountNumber}`, 'wide'],
    ['certificateNumber', certificate?.number ?? '—'],
    ['issuedOn', sheet.issuedOn],
  ];
  // Whose it is stands on every sheet.
  const continued = fields.filter(([label]) => label === 'name' || label === 'documentNumber');
  const { months } = sheet;
  const stretches = [
    months.slice(0, linesOnFirst),
    ...Array.from(
      { length: Math.ceil(Math.max(0, months.length - linesOnFirst) / linesOnNext) },
      (_none, index) =>
        months.slice(linesOnFirst + index * linesOnNext, linesOnFirst + (index + 1) * linesOnNext),
    ),
  ];
  return (
    <>
      {stretches.map((lines, index) => (
        <PaperSheet
          key={lines[0]?.fromMonth ?? index}
          papers={papers}
          title="transfer-paper.sheet"
          reprint={props.reprint}
          page={index + 1}
          pages={stretches.length}
        >
          <PaperForm fields={index === 0 ? fields : continued} />
          <table className="paper-table paper-months">
            <thead>
              <tr>
                {(['area', 'from', 'until', 'count', 'base'] as const).map((column) => (
                  <th key={column}>
                    {t(`transfer-paper.column-${column}`)}
                    <small lang="en">{english(`transfer-paper.column-${column}`)}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ areaCode, fromMonth, toMonth, base }) => (
                <tr key={fromMonth}>
                  <td>{areaCode}</td>
                  <td>{fromMonth}</td>
                  <td>{toMonth}</td>
                  <td>{monthsBetween(fromMonth, toMonth) + 1}</td>
                  <td>{formatYuan(base)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {index === stretches.length - 1 && (
            <div className="paper-signature three">
              {(['signedByClerk', 'signedByApprover', 'officeSeal'] as const).map((who) => (
                <span key={who}>
                  {t(`transfer-paper.${who}`)} <small lang="en">{english(`transfer-paper.${who}`)}</small>
                </span>
              ))}
            </div>
          )}
        </PaperSheet>
      ))}
    </>
  );
}
