import type { TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contributionMarks } from '../../../contract/contribution-views.ts';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import type { InquiryAnswers } from '../../../contract/inquiry-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { minuteOf } from '../../components/formatting.ts';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperSentence } from '../../components/sheets/paper-sentence.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { PaperTableHead } from '../../components/sheets/paper-table-head.tsx';
import { stageWords } from '../../components/stage-words.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { PaperFoot } from '../../components/paper-foot.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { serviceOfType } from '../issue-card/applicant-choice.tsx';
import { reasonSentence } from '../person/reason-sentence.ts';
import { makeGoodSentence, pooledSentence } from '../person/rights-sentences.ts';
import { receiptFacts } from '../receipt/receipt-facts.ts';
import './inquiry.css';

/**
 * 查询结果, A4, as many sheets as all the months that are asked for take: what was asked for and nothing else, with how far the data goes that it was answered from.
 * Paper is Chinese, with the English below each heading. It proves nothing to a third party and says so.
 */
export function InquiryPaper(props: {
  readonly receipt: ReceiptPaper;
  readonly answers: InquiryAnswers;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { receipt, answers } = props;
  const facts = receiptFacts(receipt, t).filter(([key]) => kept.has(key));
  const head = (
    <>
      {receipt.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: receipt.reprint })}</div>
      )}
      <h1>{t('inquiry.paper')}</h1>
      <p className="paper-sub">
        {english('inquiry.paper')} · {receipt.officeName}
      </p>
      <dl className="paper-facts many">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(`receipt.${key}`)}
              <small lang="en">{english(`receipt.${key}`)}</small>
            </dt>
            <dd>{key === 'name' ? <PersonName name={value} /> : <DrawnText text={value} />}</dd>
          </div>
        ))}
        <div>
          <dt>
            {t('inquiry.asOf')}
            <small lang="en">{english('inquiry.asOf')}</small>
          </dt>
          <dd>{receipt.asOf === null ? '—' : minuteOf(receipt.asOf)}</dd>
        </div>
      </dl>
    </>
  );
  const heading = (subject: InquiryAnswers['asked'][number]) => (
    <h2>
      {t(`inquiry.subject-${subject}`)}
      <small lang="en">{english(`inquiry.subject-${subject}`)}</small>
    </h2>
  );
  const close: PaperBlock = {
    kind: 'whole',
    node: (
      <>
        {receipt.standing !== 'final' && (
          <p className="paper-lead framed">
            <PaperSentence say={(say) => say(`inquiry.standing-${receipt.standing}`)} />
          </p>
        )}
        {answers.waiting && (
          <p className="paper-lead framed">
            <PaperSentence say={(say) => say('inquiry.waiting')} />
          </p>
        )}
        <p className="paper-lead">
          {t('inquiry.lead')}
          <small lang="en">{english('inquiry.lead')}</small>
        </p>
      </>
    ),
  };
  return (
    <PaperSheets
      className="answers"
      head={head}
      blocks={[...answers.asked.map((subject) => partOf(subject, heading(subject), answers, t)), close]}
      foot={(page, pages) => (
        <PaperFoot
          number={receipt.serviceNumber}
          origin={{ ...receipt, printed: minuteOf(receipt.printedAt) }}
          page={page}
          pages={pages}
        />
      )}
    />
  );
}

/** Of what every paper of a service says what belongs on an answer. */
const kept: ReadonlySet<string> = new Set([
  'name',
  'number',
  'channel',
  'representative',
  'guardian',
  'document',
  'openedAt',
]);

function partOf(
  subject: InquiryAnswers['asked'][number],
  heading: ReactNode,
  answers: InquiryAnswers,
  t: TFunction,
): PaperBlock {
  const whole = (node: ReactNode): PaperBlock => ({
    kind: 'whole',
    node: (
      <section className="paper-part">
        {heading}
        {node}
      </section>
    ),
  });
  switch (subject) {
    case 'balance':
      return whole(<p>{balanceSentence(answers, t)}</p>);
    case 'months':
      return monthsTable(heading, answers, t) ?? whole(<p>{t('person.noContributions')}</p>);
    case 'rights':
      return whole(<Rights answers={answers} t={t} />);
    case 'card':
      return cardsTable(heading, answers, t) ?? whole(<p>{t('person.noCards')}</p>);
    case 'services':
      return servicesTable(heading, answers, t) ?? whole(<p>{t('person.noServices')}</p>);
    default:
      return subject satisfies never;
  }
}

function balanceSentence({ balance }: InquiryAnswers, t: TFunction): string {
  if (balance === null) return t('person.noAccount');
  const amount = t('receipt.yuan', { amount: formatYuan(balance.amount) });
  return balance.status === 'open' ? amount : `${amount}（${t(`account-status.${balance.status}`)}）`;
}

function monthsTable(heading: ReactNode, { months }: InquiryAnswers, t: TFunction): PaperBlock | null {
  const words = new Map(Object.entries(contributionMarks).map(([status, mark]) => [mark as string, status]));
  const shown = (months?.years ?? []).filter(({ months: marks }) => /[^nrd]/.test(marks));
  const used = [...new Set(shown.flatMap(({ months: marks }) => Array.from(marks)))].filter(
    (mark) => mark !== 'n',
  );
  if (months === null || shown.length === 0) return null;
  const sign = (mark: string) =>
    mark === 'p'
      ? '✓'
      : mark === 'g'
        ? '–'
        : mark === 'n' || mark === 'd'
          ? ''
          : t(`month.sign-${words.get(mark) ?? ''}`);
  return {
    kind: 'table',
    part: 'paper-part',
    className: 'months',
    above: (
      <>
        {heading}
        <p>
          {t('person.total', { years: months.inYears, months: months.monthsBeyond })}
          {'：'}
          {used
            .filter((mark) => sign(mark) !== '')
            .map((mark) => `${sign(mark)} ${t(`month.${words.get(mark) ?? ''}`)}`)
            .join('，')}
        </p>
      </>
    ),
    head: (
      <tr>
        <th>{t('person.year')}</th>
        {Array.from({ length: 12 }, (_, index) => (
          <th key={index}>{index + 1}</th>
        ))}
      </tr>
    ),
    rows: alikeTogether(shown).map(({ years, months: marks }) => (
      <tr key={years}>
        <td>{years}</td>
        {Array.from(marks, (mark, index) => (
          <td key={index}>{sign(mark)}</td>
        ))}
      </tr>
    )),
  };
}

/**
 * Years that are the same month by month stand in one row, so that a working life fits on a sheet and no month is left out.
 * @param years newest first
 */
function alikeTogether(
  years: readonly { readonly year: string; readonly months: string }[],
): readonly { readonly years: string; readonly months: string }[] {
  const rows: { newest: string; oldest: string; months: string }[] = [];
  for (const { year, months } of years) {
    const last = rows.at(-1);
    const follows = last !== undefined && Number(last.oldest) === Number(year) + 1;
    if (follows && last.months === months) last.oldest = year;
    else rows.push({ newest: year, oldest: year, months });
  }
  return rows.map(({ newest, oldest, months }) => ({
    years: newest === oldest ? newest : `${oldest}–${newest}`,
    months,
  }));
}

function Rights({
  answers,
  t,
}: {
  readonly answers: InquiryAnswers;
  readonly t: TFunction;
}): ReactElement | null {
  const { rights } = answers;
  if (rights === null) return null;
  const bases = [...new Set([rights.pooled.reason.basis, rights.balance.reason.basis])];
  return (
    <>
      <p>
        <PaperSentence
          about="rights.pooled"
          answer={`rights.pooled-${rights.pooled.answer}`}
          say={(say) => pooledSentence(say, rights)}
        />
      </p>
      <p>
        <PaperSentence about="rights.personal" say={(say) => reasonSentence(say, rights.balance.reason)} />
      </p>
      {makeGoodSentence(t, 'zh-CN', rights) !== null && (
        <p>
          <PaperSentence
            about="rights.makeGood"
            say={(say, language) => makeGoodSentence(say, language, rights) ?? ''}
          />
        </p>
      )}
      <p className="paper-basis">{bases.map((basis) => t(`basis.${basis}`)).join(' ')}</p>
    </>
  );
}

function cardsTable(heading: ReactNode, answers: InquiryAnswers, t: TFunction): PaperBlock | null {
  const cards = answers.cards ?? [];
  if (cards.length === 0) return null;
  return {
    kind: 'table',
    part: 'paper-part',
    above: heading,
    head: <PaperTableHead columns={['table.cardNumber', 'table.cardStatus', 'table.issuedOn']} />,
    rows: cards.map((card) => (
      <tr key={card.cardNumber}>
        <td>{card.cardNumber}</td>
        <td>
          {cardWords(card, t)}
          {card.lossExpiresOn !== null && ` ${t('card-loss.until', { date: card.lossExpiresOn })}`}
        </td>
        <td>{card.issuedOn ?? '—'}</td>
      </tr>
    )),
  };
}

/** What a card is, and what it was before its loss was reported. */
function cardWords(
  { status, statusBeforeLoss: before }: NonNullable<InquiryAnswers['cards']>[number],
  t: TFunction,
): string {
  const now = t(status === null ? 'card-status.in-making' : `card-status.${status}`);
  return before === '0' || before === '3' ? `${now}（${t(`card-status.before-${before}`)}）` : now;
}

function servicesTable(heading: ReactNode, answers: InquiryAnswers, t: TFunction): PaperBlock | null {
  const { total, latest } = answers.services ?? { total: 0, latest: [] };
  if (total === 0) return null;
  return {
    kind: 'table',
    part: 'paper-part',
    above: (
      <>
        {heading}
        {total > latest.length && <p>{t('inquiry.latest', { count: total, shown: latest.length })}</p>}
      </>
    ),
    head: <PaperTableHead columns={['table.serviceNumber', 'table.service', 'table.date', 'table.stage']} />,
    rows: latest.map(({ serviceNumber, kind, applicationType, openedOn, stage, details }) => (
      <tr key={serviceNumber}>
        <td>{serviceNumber}</td>
        <td>{t(`service-kind.${kind === 'issue-card' ? serviceOfType(applicationType) : kind}`)}</td>
        <td>{openedOn}</td>
        <td>{stageWords({ stage, kind, details }, t)}</td>
      </tr>
    )),
  };
}
