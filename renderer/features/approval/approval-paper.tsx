import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalPaper as Paper, LedgerEntryView } from '../../../contract/approval-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { listOf, minuteOf } from '../../components/formatting.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { refusalSentence, sentencesIn } from '../../components/refusal-sentence.ts';
import { detailLines } from '../desk-service/detail-lines.ts';
import { ServiceCodes } from '../../components/service-codes.tsx';
import { approvalStanding } from './approval-standing.ts';
import '../../components/paper.css';
import '../inquiry/inquiry.css';
import './approval.css';

/**
 * 复核单（审批表）: what was asked for, by whom, every entry, and what was decided. Until a second person and the central
 * office have both decided it says in a frame that nothing has taken effect. Paper is Chinese, with the English below
 * each label, whatever language the screen speaks.
 */
export function ApprovalPaper(props: { readonly paper: Paper }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { paper } = props;
  const standing = approvalStanding(paper.state, paper.service.confirmation);
  const entries = paper.posted.length > 0 ? paper.posted : (paper.effect?.entries ?? []);
  const both = (key: string) => (
    <>
      {t(key)} <small lang="en">{english(key)}</small>
    </>
  );
  return (
    <article className="paper approval-paper" lang="zh-CN">
      {paper.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: paper.reprint })}</div>
      )}
      <h1>{t('approval-paper.title')}</h1>
      <p className="paper-sub">
        {english('approval-paper.title')} · {paper.service.officeName}
      </p>
      <dl className="paper-facts many">
        {factsOf(paper, t).map(([label, value]) => (
          <div key={label} className={label === 'approval-paper.amount' ? 'paper-wide' : undefined}>
            <dt>
              {t(label)}
              <small lang="en">{english(label)}</small>
            </dt>
            <dd>{label === 'receipt.name' ? <PersonName name={value} /> : <DrawnText text={value} />}</dd>
          </div>
        ))}
      </dl>
      {entries.length > 0 && (
        <PaperEntries entries={entries} t={t} posted={paper.posted.length > 0} english={english} />
      )}
      {paper.payees.length > 0 && <PaperPayees payees={paper.payees} t={t} english={english} />}
      <p className={`paper-lead${standing === 'approved' ? '' : ' framed'}`}>
        {t(`approval-paper.lead-${standing}`)}
        <small lang="en">{english(`approval-paper.lead-${standing}`)}</small>
        {paper.reason !== null && t('approval.reason', { reason: paper.reason })}
        {paper.obstacles.map((obstacle) => (
          <span key={obstacle.code}>{refusalSentence(sentencesIn(i18n, 'zh-CN'), obstacle)}</span>
        ))}
      </p>
      <div className="paper-signature three">
        <span>{both('approval-paper.entererSignature')}</span>
        <span>{both('approval-paper.approverSignature')}</span>
        <span>{both('receipt.signedOn')}</span>
      </div>
      <footer className="paper-foot">
        <ServiceCodes serviceNumber={paper.serviceNumber} />
        <div className="paper-foot-text">
          <span>{t('approval-paper.keep')}</span>
          <span>
            {paper.asOf !== null && `${t('receipt.asOf', { time: minuteOf(paper.asOf) })} · `}
            {t('receipt.printedAt', { time: minuteOf(paper.printedAt) })}
          </span>
          <span>
            {t('status.window', { number: paper.service.workstationNumber })} · {paper.officePhone}
          </span>
          <span>{paper.officeAddress}</span>
        </div>
      </footer>
    </article>
  );
}

/** What stands on the sheet line by line. */
function factsOf(paper: Paper, t: TFunction): readonly (readonly [label: string, value: string])[] {
  const { decidedBy, decidedAt, effect } = paper;
  const yuan = (fen: number) => t('receipt.yuan', { amount: formatYuan(fen) });
  return [
    ['approval-paper.number', paper.approvalId],
    ['receipt.service', t(`approval-kind.${paper.kind}`)],
    ['receipt.name', paper.personName],
    ['receipt.number', paper.maskedNumber],
    ['approval-paper.amount', `${yuan(paper.amount)} ${yuanInCapitals(paper.amount)}`],
    ...(effect === null
      ? []
      : ([
          ['approval-paper.balance', `${yuan(effect.before.balance)} → ${yuan(effect.after.balance)}`],
        ] as const)),
    ...detailLines(paper.service.details, t),
    ['approval.enteredBy', `${listOf('zh-CN', paper.enteredBy)} ${minuteOf(paper.enteredAt)}`],
    [
      'approval-paper.approver',
      decidedBy === null || decidedAt === null ? '—' : `${decidedBy} ${minuteOf(decidedAt)}`,
    ],
    [
      'approval-paper.decision',
      t(`approval-paper.decision-${approvalStanding(paper.state, paper.service.confirmation)}`),
    ],
  ];
}

/** The entries, said to be posted only where they are. */
function PaperEntries(props: {
  readonly entries: readonly LedgerEntryView[];
  readonly posted: boolean;
  readonly t: TFunction;
  readonly english: TFunction;
}): ReactElement {
  const { t, english } = props;
  const heading = props.posted ? 'approval-paper.entries-posted' : 'approval-paper.entries-planned';
  return (
    <section className="paper-part">
      <h2>
        {t(heading)} <small lang="en">{english(heading)}</small>
      </h2>
      <table className="paper-table">
        <thead>
          <tr>
            {['table.kind', 'ledger.from', 'ledger.to', 'table.institution', 'table.amount'].map((key) => (
              <th key={key}>{t(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.entries.map((entry, index) => (
            <tr key={index}>
              <td>{t(`entry-kind.${entry.kind}`)}</td>
              <td>{t(`ledger-account.${entry.debitAccount}`)}</td>
              <td>{t(`ledger-account.${entry.creditAccount}`)}</td>
              <td className="paper-wrap">{entry.institution}</td>
              <td className="paper-amount">{formatYuan(entry.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** To whom the money goes, and how much to each. */
function PaperPayees(props: {
  readonly payees: Paper['payees'];
  readonly t: TFunction;
  readonly english: TFunction;
}): ReactElement {
  const { payees, t, english } = props;
  const columns = ['approval-paper.accountName', 'approval-paper.bankName', 'approval-paper.accountNumber'];
  return (
    <section className="paper-part">
      <h2>
        {t('approval-paper.payees')} <small lang="en">{english('approval-paper.payees')}</small>
      </h2>
      <table className="paper-table">
        <thead>
          <tr>
            {[...columns, 'table.amount'].map((key) => (
              <th key={key}>{t(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {payees.map(({ accountName, bankName, accountNumber, amount, replaced }, index) => (
            <tr key={index}>
              <td className="paper-wrap">
                <PersonName name={accountName} />
                {replaced && t('approval-paper.replaced')}
              </td>
              <td className="paper-wrap">{bankName}</td>
              <td>{accountNumber}</td>
              <td className="paper-amount">{formatYuan(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
