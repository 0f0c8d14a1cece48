import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferView } from '../../../contract/transfer-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { minuteOf } from '../../components/formatting.ts';
import { PersonName } from '../../components/person-name.tsx';

type Line = readonly [label: string, value: ReactNode];

/** One part of a transfer, line by line; lines without a value are left out. */
function Part(props: {
  readonly title: string;
  readonly note?: string;
  readonly lines: readonly Line[];
}): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="card transfer-part">
      <h2>
        {t(props.title)}
        {props.note !== undefined && <small>{props.note}</small>}
      </h2>
      <dl className="transfer-facts">
        {props.lines
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt className="soft">{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** The other area, and who is spoken to there. */
export function OtherAreaPart({ view }: { readonly view: TransferView }): ReactElement {
  const { otherArea, broughtCertificate, direction } = view.transfer;
  const { areaName, areaCode, officeName, contact, phone, accountName, bankName, accountNumber } = otherArea;
  const brought =
    broughtCertificate === null
      ? null
      : [broughtCertificate.number, broughtCertificate.checkCode].filter((part) => part !== '').join(' / ');
  return (
    <Part
      title={direction === 'out' ? 'transfer.step-where-to' : 'transfer.step-where-from'}
      lines={[
        ['transfer.areaName', `${areaName}（${areaCode}）`],
        ['transfer.officeName', officeName],
        ['transfer.contact', [contact, phone].filter((part) => part !== '').join(' ')],
        [
          direction === 'out' ? 'transfer.account-out' : 'transfer.account-in',
          `${accountName} · ${bankName} · ${accountNumber}`,
        ],
        ['transfer.brought', brought],
      ]}
    />
  );
}

/** What leaves, and how far its money is. */
export function MoneyOutPart({ view }: { readonly view: TransferView }): ReactElement {
  const { t } = useTranslation();
  const { transfer, payment } = view;
  const amount = transfer.state === 'waiting-approval' ? view.approval?.amount : transfer.amount;
  return (
    <Part
      title="transfer.money"
      lines={[
        ['transfer.amount', amount === undefined ? null : <Amount key="amount" fen={amount} />],
        ['transfer.payment', payment === null ? null : t(`transfer.payment-${payment.state}`)],
        ['transfer.bankReference', payment?.bankReference ?? null],
      ]}
    />
  );
}

/** 信息表 as the other area sent it, and the months that join the record. */
export function SheetPart({ view }: { readonly view: TransferView }): ReactElement {
  const { t } = useTranslation();
  const { sheet, closedAt } = view.transfer;
  if (sheet === null) {
    return (
      <section className="card transfer-part">
        <h2>{t('transfer.sheet')}</h2>
        <p className="empty">{t('transfer.noSheet')}</p>
      </section>
    );
  }
  const first = sheet.months[0]?.fromMonth ?? '';
  const last = sheet.months.at(-1)?.toMonth ?? '';
  const joined = view.joined.map(({ areaCode, fromMonth, toMonth }) =>
    t('transfer.joinedRun', { from: fromMonth, to: toMonth, area: areaCode }),
  );
  return (
    <Part
      title="transfer.sheet"
      note={t('transfer.sheetIssued', { day: sheet.issuedOn })}
      lines={[
        [
          'transfer.sheetPerson',
          <span key="person">
            <PersonName name={sheet.name} /> {sheet.documentNumber}
          </span>,
        ],
        [
          'transfer.sheetMonths',
          t('transfer.sheetMonthsValue', { count: sheet.paidMonths, from: first, to: last }),
        ],
        ['transfer.sheetBalance', <Amount key="balance" fen={sheet.balance} />],
        [
          closedAt === null ? 'transfer.joins' : 'transfer.joined',
          joined.length > 0 ? joined.join('、') : t('transfer.joinsNothing'),
        ],
      ]}
    />
  );
}

/** What was written to the other area, and whether it has it. */
export function LettersPart({ view }: { readonly view: TransferView }): ReactElement | null {
  const { t } = useTranslation();
  const { letters } = view.transfer;
  if (letters.length === 0) return null;
  return (
    <section className="card transfer-part">
      <h2>{t('transfer.letters')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th>{t('transfer.letter')}</th>
            <th>{t('transfer.writtenAt')}</th>
            <th>{t('transfer.sentAt')}</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.id}>
              <td className="wrap">
                {t(`transfer.letter-${letter.kind}`)}
                {letter.text !== null && <span className="soft"> {letter.text}</span>}
              </td>
              <td>{minuteOf(letter.writtenAt)}</td>
              <td>
                {letter.sentAt === null ? (
                  <span className="tag warn">
                    <span aria-hidden="true">◷</span>
                    {t('transfer.notSent')}
                  </span>
                ) : (
                  minuteOf(letter.sentAt)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A sum in figures and, where Chinese is read, in capitals. */
function Amount(props: { readonly fen: number }): ReactElement {
  const { t } = useTranslation();
  const { fen } = props;
  return (
    <>
      <b className="transfer-amount">{t('receipt.yuan', { amount: formatYuan(fen) })}</b>{' '}
      <span className="soft">{t('service-details.inCapitals', { capitals: yuanInCapitals(fen) })}</span>
    </>
  );
}
