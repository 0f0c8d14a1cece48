import type { TFunction } from 'i18next';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import type { StatementView } from '../../../contract/statement-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import type { StatementPage } from '../../../domain/statement/statement-pages.ts';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import { VerificationCode } from '../../components/verification-code.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { SheetList } from '../../components/sheets/sheet-list.tsx';
import { BalanceCurve } from './balance-curve.tsx';
import { statementSheets } from './statement-layout.ts';
import '../../components/paper.css';
import './statement.css';

interface StatementProps {
  readonly receipt: ReceiptPaper;
  readonly statement: StatementView;
}

/**
 * 个人账户交易明细, A4: on every sheet what it opens with, its lines, and its sums, so that opening + credits − debits = closing
 * can be reckoned sheet by sheet (domain rules section 7). Paper is Chinese, with the English below each heading.
 */
export function StatementPaper(props: StatementProps): ReactElement {
  const pages = useStatementPages(props);
  return (
    <>
      {pages.map((_page, index) => (
        <StatementSheet key={index} {...props} pages={pages} index={index} />
      ))}
    </>
  );
}

/** The same as the clerk sees it before it is printed. */
export function StatementSheets(props: StatementProps): ReactElement {
  const pages = useStatementPages(props);
  return (
    <SheetList
      count={pages.length}
      sheet={(index) => <StatementSheet {...props} pages={pages} index={index} />}
    />
  );
}

function useStatementPages({ receipt, statement }: StatementProps): readonly StatementPage[] {
  // Each in both languages.
  const notices = 2 * (statement.unposted.length + (receipt.standing === 'final' ? 0 : 1));
  const isChecked = receipt.verification !== null;
  return useMemo(() => statementSheets(statement, notices, isChecked), [statement, notices, isChecked]);
}

function StatementSheet(
  props: StatementProps & { readonly pages: readonly StatementPage[]; readonly index: number },
): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { receipt, statement, pages, index } = props;
  const page = pages[index];
  const origin = {
    ...receipt,
    asOf: statement.askedAsOf,
    printed: minuteOf(receipt.printedAt),
  };
  return (
    <article className="paper sheet statement-sheet" lang="zh-CN">
      {index === 0 ? (
        <FirstHead receipt={receipt} statement={statement} t={t} english={english} />
      ) : (
        <header className="statement-next">
          <b>{t('statement.paper')}</b>
          {receipt.reprint > 0 && <span>{t('receipt.reprint', { number: receipt.reprint })}</span>}
          <span>
            <PersonName name={receipt.personName} /> {receipt.maskedNumber} ·{' '}
            {t('statement.days', { from: statement.from, to: statement.to })}
          </span>
        </header>
      )}
      {page !== undefined && (
        <Lines page={page} isFirst={index === 0} isOnly={pages.length === 1} t={t} english={english} />
      )}
      {index === pages.length - 1 && (
        <Closing receipt={receipt} statement={statement} t={t} english={english} />
      )}
      <PaperFoot number={receipt.serviceNumber} origin={origin} page={index + 1} pages={pages.length}>
        <span>{t('statement.lead')}</span>
      </PaperFoot>
    </article>
  );
}

interface HeadProps extends StatementProps {
  readonly t: TFunction;
  readonly english: TFunction;
}

function FirstHead({ receipt, statement, t, english }: HeadProps): ReactElement {
  const { representative } = receipt;
  const asker =
    representative === null
      ? t('channel.in-person')
      : `${representative.name}（${t(`channel.${receipt.channel}`)}）`;
  const yuan = (amount: number) => t('receipt.yuan', { amount: formatYuan(amount) });
  const { askedAsOf } = statement;
  const facts: readonly (readonly [label: string, value: ReactElement | string])[] = [
    ['receipt.name', <PersonName key="name" name={receipt.personName} />],
    ['receipt.number', receipt.maskedNumber ?? '—'],
    ['statement.period', t('statement.days', { from: statement.from, to: statement.to })],
    ['statement.scope', t(`statement.scope-${statement.scope}`)],
    ['statement.asker', asker],
    [
      'statement.documents',
      representative === null
        ? t('statement.ownDocument')
        : t('statement.bothDocuments', { number: representative.maskedNumber }),
    ],
    ['statement.opening', yuan(statement.figures.opening)],
    ['statement.closing', yuan(statement.figures.closing)],
    ['inquiry.asOf', askedAsOf === null ? '—' : minuteOf(askedAsOf)],
    ['table.serviceNumber', receipt.serviceNumber],
  ];
  return (
    <>
      {receipt.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: receipt.reprint })}</div>
      )}
      <h1>{t('statement.paper')}</h1>
      <p className="paper-sub">
        {english('statement.paper')} · {receipt.officeName}
      </p>
      <dl className="paper-facts many">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>
              {t(label)}
              <small lang="en">{english(label)}</small>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <BalanceCurve curve={statement.curve} label={t('statement.curve')} />
    </>
  );
}

function Lines(props: {
  readonly page: StatementPage;
  readonly isFirst: boolean;
  readonly isOnly: boolean;
  readonly t: TFunction;
  readonly english: TFunction;
}): ReactElement {
  const { page, isFirst, isOnly, t, english } = props;
  const both = (key: string) => (
    <>
      {t(key)}
      <small lang="en">{english(key)}</small>
    </>
  );
  return (
    <table className="statement-lines">
      <thead>
        <tr>
          <th>{both('table.date')}</th>
          <th>{both('table.kind')}</th>
          <th>{both('table.institution')}</th>
          <th className="right">{both('statement.credit')}</th>
          <th className="right">{both('statement.debit')}</th>
          <th className="right">{both('table.balance')}</th>
          <th className="right">{both('statement.serial')}</th>
        </tr>
      </thead>
      <tbody>
        <tr className="carried">
          <td colSpan={5}>{t(isFirst ? 'statement.broughtIn' : 'statement.broughtForward')}</td>
          <td className="right">{formatYuan(page.opening)}</td>
          <td />
        </tr>
        {page.lines.map((line, index) => (
          <Line key={index} line={line} t={t} />
        ))}
        {page.lines.length === 0 && (
          <tr>
            <td colSpan={7}>{t('statement.nothing')}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3}>{t(isOnly ? 'statement.sumsOfAll' : 'statement.sumsOfPage')}</td>
          <td className="right">{formatYuan(page.credits)}</td>
          <td className="right">{formatYuan(page.debits)}</td>
          <td className="right">{formatYuan(page.closing)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function Line(props: { readonly line: StatementView['lines'][number]; readonly t: TFunction }): ReactElement {
  const { line, t } = props;
  const amount = (fen: number) => (fen === 0 ? '' : formatYuan(fen));
  if (line.of === 'others') {
    return (
      <tr className="others">
        <td colSpan={3}>{t('statement.others', { count: line.count })}</td>
        <td className="right">{amount(line.credit)}</td>
        <td className="right">{amount(line.debit)}</td>
        <td className="right">{formatYuan(line.balance)}</td>
        <td />
      </tr>
    );
  }
  const isTakenBack = line.reversedBy !== null || line.reverses !== null;
  return (
    <tr className={isTakenBack ? 'taken-back' : undefined}>
      <td>{line.postedOn}</td>
      <td>{kindOf(line, t)}</td>
      <td>{line.institution}</td>
      <td className="right">{amount(line.credit)}</td>
      <td className="right">{amount(line.debit)}</td>
      <td className="right">{formatYuan(line.balance)}</td>
      <td className="right">{line.serial}</td>
    </tr>
  );
}

/** A reversal stands beside what it takes back, and the other way round, by their serials. */
function kindOf(
  { kind, reverses, reversedBy }: Extract<StatementView['lines'][number], { readonly of: 'entry' }>,
  t: TFunction,
): string {
  if (reverses !== null) return t('statement.reverses', { serial: reverses });
  const words = t(`entry-kind.${kind}`);
  return reversedBy === null ? words : t('statement.reversedBy', { kind: words, serial: reversedBy });
}

function Closing(props: {
  readonly receipt: ReceiptPaper;
  readonly statement: StatementView;
  readonly t: TFunction;
  readonly english: TFunction;
}): ReactElement {
  const { receipt, statement, t, english } = props;
  const { opening, credits, debits, closing } = statement.figures;
  return (
    <>
      <dl className="statement-sums">
        {(
          [
            ['opening', formatYuan(opening)],
            ['credits', `+ ${formatYuan(credits)}`],
            ['debits', `− ${formatYuan(debits)}`],
            ['closing', formatYuan(closing)],
          ] as const
        ).map(([sum, text]) => (
          <div key={sum}>
            <dt>
              {t(`statement.${sum}`)} <small lang="en">{english(`statement.${sum}`)}</small>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {(receipt.standing !== 'final' || statement.unposted.length > 0) && (
        <div className="statement-notices">
          {receipt.standing !== 'final' && (
            <p>
              {t(`statement.standing-${receipt.standing}`)}
              <small lang="en">{english(`statement.standing-${receipt.standing}`)}</small>
            </p>
          )}
          {statement.unposted.map((one) => (
            <p key={one.serviceNumber}>
              {unpostedSentence(one, t)}
              <small lang="en">{unpostedSentence(one, english)}</small>
            </p>
          ))}
        </div>
      )}
      <VerificationCode verification={receipt.verification} />
    </>
  );
}

function unpostedSentence(
  { serviceNumber, kind, openedOn }: StatementView['unposted'][number],
  t: TFunction,
): string {
  const service = t(`service-kind.${kind}`);
  return t('statement.unposted', { service, number: serviceNumber, date: openedOn });
}
