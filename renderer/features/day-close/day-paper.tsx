import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { DayPage } from '../../../contract/day-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { dayTables } from './day-tables.tsx';
import './day-close.css';

/**
 * 日终单: everything that happened on a day, on as many sheets as it takes; the same on the screen before the day is closed,
 * on paper and in the archive.
 */
export function DayPaper(props: {
  readonly page: DayPage;
  readonly status: CounterStatus;
  readonly reprint: number;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { page, status, reprint } = props;
  const { closing } = page;
  const facts: readonly (readonly [
    key: 'office' | 'day' | 'clerk' | 'window' | 'standing' | 'closedAt' | 'closedBy',
    value: string,
  ])[] = [
    ['office', page.officeName],
    ['day', page.day],
    ...(page.clerkName === null ? [] : [['clerk', page.clerkName] as const]),
    ...(page.workstationNumber === null ? [] : [['window', String(page.workstationNumber)] as const]),
    ['standing', t(`day.${closing === null ? 'draft' : closing.confirmed ? 'closed' : 'provisional'}`)],
    ...(closing === null
      ? []
      : ([
          ['closedAt', minuteOf(closing.closedAt)],
          ['closedBy', closing.closedBy],
        ] as const)),
  ];
  const head = (
    <>
      {reprint > 0 && <div className="paper-reprint">{t('receipt.reprint', { number: reprint })}</div>}
      <h1>{t(`day.paper-${page.scope}`)}</h1>
      <p className="paper-sub" lang="en">
        {english(`day.paper-${page.scope}`)}
      </p>
      <dl className="paper-facts many">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(`day.${key}`)} <small lang="en">{english(`day.${key}`)}</small>
            </dt>
            <dd>
              <DrawnText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
  const blocks = [...dayTables(page, t, english), ...endOf(page, t)];
  return (
    <PaperSheets
      className="day-paper"
      head={head}
      blocks={blocks}
      foot={(number, pages) => (
        <PaperFoot
          number={null}
          origin={{
            officeName: page.officeName,
            officeAddress: page.officeAddress,
            officePhone: page.officePhone,
            clerkName: status.clerk?.name ?? '',
            workstationNumber: status.workstation?.number ?? 0,
            asOf: page.asOf,
            printed: minuteOf(page.printedAt),
          }}
          page={number}
          pages={pages}
        />
      )}
    />
  );
}

/** Hashes and signatures, which stand with the end of the last table. */
function endOf(
  { closing }: DayPage,
  t: (
    key:
      | 'day.hash'
      | 'day.previousHash'
      | 'day.firstOfChain'
      | 'day.signature-clerk'
      | 'day.signature-supervisor',
  ) => string,
): readonly PaperBlock[] {
  const hashes: ReactNode =
    closing === null ? null : (
      <dl className="day-hashes">
        <dt>{t('day.hash')}</dt>
        <dd>{closing.hash}</dd>
        <dt>{t('day.previousHash')}</dt>
        <dd>{closing.previousHash ?? t('day.firstOfChain')}</dd>
      </dl>
    );
  return [
    {
      kind: 'whole',
      closes: true,
      node: (
        <>
          {hashes}
          <div className="paper-signature">
            <span>{t('day.signature-clerk')}</span>
            <span>{t('day.signature-supervisor')}</span>
          </div>
        </>
      ),
    },
  ];
}
