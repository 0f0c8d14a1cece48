import type { TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalPaper as Paper, LedgerEntryView } from '../../../contract/approval-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { listOf, minuteOf } from '../../components/formatting.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { refusalSentence, sentencesIn } from '../../components/refusal-sentence.ts';
import { detailLines } from '../desk-service/detail-lines.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { ContinuedName, factsBlock, type PaperFact } from '../../components/sheets/paper-facts.tsx';
import { PaperHead, PaperSignatures } from '../../components/sheets/paper-head.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { PaperTableHead } from '../../components/sheets/paper-table-head.tsx';
import { approvalStanding } from './approval-standing.ts';
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
  const heading = (key: string) => (
    <h2>
      {t(key)} <small lang="en">{english(key)}</small>
    </h2>
  );
  const close: PaperBlock = {
    kind: 'whole',
    closes: true,
    node: (
      <>
        <p className={`paper-lead${standing === 'approved' ? '' : ' framed'}`}>
          {t(`approval-paper.lead-${standing}`)}
          <small lang="en">{english(`approval-paper.lead-${standing}`)}</small>
          {paper.reason !== null && <DrawnText text={t('approval.reason', { reason: paper.reason })} />}
          {paper.obstacles.map((obstacle) => (
            <span key={obstacle.code}>
              {refusalSentence(sentencesIn(i18n, 'zh-CN'), obstacle)}
              <small lang="en">{refusalSentence(sentencesIn(i18n, 'en'), obstacle)}</small>
            </span>
          ))}
        </p>
        <PaperSignatures
          labels={['approval-paper.entererSignature', 'approval-paper.approverSignature', 'receipt.signedOn']}
        />
      </>
    ),
  };
  const { officeName, workstationNumber, clerkName } = paper.service;
  return (
    <PaperSheets
      className="approval-paper"
      head={
        <PaperHead
          title={t('approval-paper.title')}
          english={english('approval-paper.title')}
          officeName={officeName}
          reprint={paper.reprint}
        />
      }
      continued={<ContinuedName name={paper.personName} number={paper.approvalId} />}
      blocks={[
        factsBlock(factsOf(paper, t), i18n),
        ...(entries.length === 0
          ? []
          : [
              entriesTable(
                heading(`approval-paper.entries-${paper.posted.length > 0 ? 'posted' : 'planned'}`),
                entries,
                t,
              ),
            ]),
        ...(paper.payees.length === 0
          ? []
          : [payeesTable(heading('approval-paper.payees'), paper.payees, t)]),
        close,
      ]}
      foot={(page, pages) => (
        <PaperFoot
          number={paper.serviceNumber}
          origin={{ ...paper, officeName, workstationNumber, clerkName, printed: minuteOf(paper.printedAt) }}
          page={page}
          pages={pages}
        >
          <span>{t('approval-paper.keep')}</span>
        </PaperFoot>
      )}
    />
  );
}

/** What stands on the sheet line by line. */
function factsOf(paper: Paper, t: TFunction): readonly PaperFact[] {
  const { decidedBy, decidedAt, effect } = paper;
  const yuan = (fen: number) => t('receipt.yuan', { amount: formatYuan(fen) });
  return [
    { label: 'approval-paper.number', value: paper.approvalId },
    { label: 'receipt.service', value: t(`approval-kind.${paper.kind}`) },
    { label: 'receipt.name', value: paper.personName },
    { label: 'receipt.number', value: paper.maskedNumber },
    {
      label: 'approval-paper.amount',
      value: `${yuan(paper.amount)} ${yuanInCapitals(paper.amount)}`,
      wide: true,
    },
    ...(effect === null
      ? []
      : [
          {
            label: 'approval-paper.balance',
            value: `${yuan(effect.before.balance)} → ${yuan(effect.after.balance)}`,
          },
        ]),
    ...detailLines(paper.service.details, t).map(([label, value]) => ({ label, value })),
    {
      label: 'approval.enteredBy',
      value: `${listOf('zh-CN', paper.enteredBy)} ${minuteOf(paper.enteredAt)}`,
    },
    {
      label: 'approval-paper.approver',
      value: decidedBy === null || decidedAt === null ? '—' : `${decidedBy} ${minuteOf(decidedAt)}`,
    },
    {
      label: 'approval-paper.decision',
      value: t(`approval-paper.decision-${approvalStanding(paper.state, paper.service.confirmation)}`),
    },
  ];
}

/** The entries, said to be posted only where they are. */
function entriesTable(above: ReactNode, entries: readonly LedgerEntryView[], t: TFunction): PaperBlock {
  return {
    kind: 'table',
    part: 'paper-part',
    above,
    head: (
      <PaperTableHead
        columns={['table.kind', 'ledger.from', 'ledger.to', 'table.institution', 'table.amount']}
      />
    ),
    rows: entries.map((entry) => (
      <tr>
        <td>{t(`entry-kind.${entry.kind}`)}</td>
        <td>{t(`ledger-account.${entry.debitAccount}`)}</td>
        <td>{t(`ledger-account.${entry.creditAccount}`)}</td>
        <td className="paper-wrap">
          <DrawnText text={entry.institution} />
        </td>
        <td className="paper-amount">{formatYuan(entry.amount)}</td>
      </tr>
    )),
  };
}

/** To whom the money goes, and how much to each. */
function payeesTable(above: ReactNode, payees: Paper['payees'], t: TFunction): PaperBlock {
  const columns = ['approval-paper.accountName', 'approval-paper.bankName', 'approval-paper.accountNumber'];
  return {
    kind: 'table',
    part: 'paper-part',
    above,
    head: <PaperTableHead columns={[...columns, 'table.amount']} />,
    rows: payees.map(({ accountName, bankName, accountNumber, amount, replaced }) => (
      <tr>
        <td className="paper-wrap">
          <PersonName name={accountName} />
          {replaced && t('approval-paper.replaced')}
        </td>
        <td className="paper-wrap">
          <DrawnText text={bankName} />
        </td>
        <td>{accountNumber}</td>
        <td className="paper-amount">{formatYuan(amount)}</td>
      </tr>
    )),
  };
}
