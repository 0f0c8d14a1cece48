import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/counter-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { minuteOf } from '../../components/formatting.ts';
import { serviceOfType } from '../issue-card/applicant-choice.tsx';
import { serviceBarcode, serviceQrCode } from './receipt-codes.ts';
import '../../components/paper.css';

/**
 * 回执, half a sheet of A4. It says 受理 until the central office has confirmed and 办结 only after, carries the time of
 * its data and a number that can be looked up, and nothing that looks like a seal. Paper is Chinese, with the English
 * below each label, whatever language the screen speaks.
 */
export function ReceiptPaper(props: { readonly receipt: Receipt }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { receipt } = props;
  const provisional = receipt.standing !== 'final';
  const isVoid = receipt.standing === 'refused';
  // What was refused will never have what it has not.
  const notThere = isVoid ? '—' : t('receipt.notYet');
  const isTakenByAnother = (receipt.collector?.role ?? receiptRole(receipt)) !== 'holder';
  const signature = isTakenByAnother ? 'receipt.collectorSignature' : 'receipt.signature';
  const facts: readonly (readonly [string, string])[] = [
    ['name', receipt.personName],
    ['number', receipt.maskedNumber ?? '—'],
    [
      'service',
      `${t(`service-kind.${serviceOfType(receipt.applicationType)}`)} · ${t(`application-type.${receipt.applicationType}`)}`,
    ],
    ['channel', t(`channel.${receipt.channel}`)],
    ...representativeFacts(receipt, t),
    ['document', receipt.documentKind === null ? '—' : t(`document-kind.${receipt.documentKind}`)],
    ['cardNumber', receipt.cardNumber ?? notThere],
    [
      'bankCard',
      receipt.maskedBankCardNumber === null
        ? notThere
        : [receipt.bankName, receipt.maskedBankCardNumber].filter((part) => part !== null).join(' '),
    ],
    ...formerFacts(receipt, t),
    ['openedAt', minuteOf(receipt.openedAt)],
    ['stage', t(isVoid ? 'receipt.stage-refused' : `stage.${receipt.stage}`)],
  ];
  return (
    <article className="paper" lang="zh-CN">
      {receipt.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: receipt.reprint })}</div>
      )}
      <h1>{t(`receipt.title-${receipt.standing}`)}</h1>
      <p className="paper-sub">
        {english(`receipt.title-${receipt.standing}`)} · {officeOf(receipt)}
      </p>
      <dl className={facts.length > 8 ? 'paper-facts many' : 'paper-facts'}>
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(`receipt.${key}`)}
              <small lang="en">{english(`receipt.${key}`)}</small>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={`paper-lead${provisional ? ' framed' : ''}`}>
        {t(`receipt.lead-${receipt.standing}`)}
        <small lang="en">{english(`receipt.lead-${receipt.standing}`)}</small>
        {isTakenByAnother && (
          <>
            {t('receipt.changePin')}
            <small lang="en">{english('receipt.changePin')}</small>
          </>
        )}
      </p>
      <div className="paper-signature">
        <span>
          {t(signature)} <small lang="en">{english(signature)}</small>
        </span>
        <span>
          {t('receipt.signedOn')} <small lang="en">{english('receipt.signedOn')}</small>
        </span>
      </div>
      <footer className="paper-foot">
        <img className="paper-qr" src={serviceQrCode(receipt.serviceNumber)} alt="" />
        <div>
          <img className="paper-bars" src={serviceBarcode(receipt.serviceNumber)} alt="" />
          <b>{receipt.serviceNumber}</b>
        </div>
        <div className="paper-foot-text">
          <span>{t('receipt.keep')}</span>
          <span>
            {receipt.asOf !== null &&
              `${t('receipt.asOf', { time: minuteOf(receipt.asOf) })}${
                receipt.standing === 'final' ? t('receipt.confirmed') : ''
              } · `}
            {t('receipt.printedAt', { time: minuteOf(receipt.printedAt) })}
          </span>
          <span>
            {t('receipt.clerk')} {receipt.clerkName} ·{' '}
            {t('status.window', { number: receipt.workstationNumber })} · {receipt.officePhone}
          </span>
          <span>{receipt.officeAddress}</span>
        </div>
      </footer>
    </article>
  );
}

type Fact = readonly [string, string];

/** Who will take the card as far as the application says. */
function receiptRole(receipt: Receipt): 'holder' | 'agent' {
  return receipt.representative === null ? 'holder' : 'agent';
}

/** Who acted for the holder and who took the card, their documents masked. */
function representativeFacts(receipt: Receipt, t: TFunction): readonly Fact[] {
  const { representative, collector } = receipt;
  return [
    ...(representative === null
      ? []
      : ([
          [
            'representative',
            [
              representative.name,
              representative.maskedNumber,
              t(`relation.${representative.relation}`),
              t(`authorisation.${representative.authorisation}`),
            ].join(' '),
          ],
        ] as const)),
    ...(collector === null || collector.role === 'holder'
      ? []
      : ([['collector', `${collector.name} ${collector.maskedNumber}`]] as const)),
  ];
}

/** The card that is followed by the new one, and what was paid. */
function formerFacts(receipt: Receipt, t: TFunction): readonly Fact[] {
  const { formerCardNumber: card, fee } = receipt;
  const standing =
    card === null || receipt.stage === 'withdrawn'
      ? card
      : t(receipt.stage === 'completed' ? 'receipt.formerCancelled' : 'receipt.formerWaiting', { card });
  return [
    ...(standing === null ? [] : ([['formerCard', standing]] as const)),
    ...(fee === 0 ? [] : ([['fee', t('receipt.yuan', { amount: formatYuan(fee) })]] as const)),
  ];
}

/** The office with its county, which most offices have in their name already. */
function officeOf(receipt: Receipt): string {
  return receipt.officeName.startsWith(receipt.countyName)
    ? receipt.officeName
    : `${receipt.countyName} ${receipt.officeName}`;
}
