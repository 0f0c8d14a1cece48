import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchRowView, BatchView } from '../../../contract/batch-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { readableSerial } from '../../components/formatting.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { BatchRowTag } from './batch-tags.tsx';
import { Choices } from './choices.tsx';

type Shown = BatchRowView['state'] | 'all';

/** Rows of a page: each asks how far the central office is with it. */
const rowsOfPage = 50;

/** Every row of the batch with its card, or with why it has none; Enter opens its service. */
export function BatchRows({ batch }: { readonly batch: BatchView }): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [shown, setShown] = useState<Shown>('all');
  const list = useCounterPages(
    'listBatchRows',
    { batchId: batch.batchId, show: shown },
    rowsOfPage,
    ({ rows }) => rows,
  );
  const rows = useRowNavigation(list.total, (index) => {
    const row = list.row(index);
    const serviceNumber = row?.serviceNumber ?? null;
    // A row that was never accepted has no service to open.
    if (serviceNumber === null || (row?.confirmation ?? null) === null) return;
    void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } });
  });
  const ready = list.data !== undefined;
  useFocusFirst(rows, ready);
  const choices = [
    { value: 'all', count: batch.rows },
    { value: 'made', count: batch.lying },
    { value: 'handed-over', count: batch.handedOver },
    { value: 'kept', count: batch.kept },
    { value: 'collected', count: batch.collected },
    { value: 'withdrawn', count: batch.withdrawn },
    { value: 'waiting', count: batch.waiting },
    { value: 'not-valid', count: batch.rows - batch.valid },
  ] as const satisfies readonly { readonly value: Shown; readonly count: number }[];
  const stopped = [
    ...(batch.refused > 0
      ? ([
          { value: 'refused', label: t('batch.row-refused'), count: batch.refused },
          { value: 'stuck', label: t('batch.row-stuck'), count: batch.refused },
        ] as const)
      : []),
  ];
  return (
    <section className="card list-page batch-rows" aria-label={t('batch.rows')}>
      <Choices<Shown>
        label={t('batch.show')}
        value={shown}
        onChange={setShown}
        options={[
          ...choices
            .filter(({ value, count }) => value === 'all' || value === shown || count > 0)
            .map(({ value, count }) => ({
              value,
              label: value === 'all' ? t('batch.all') : t(`batch.row-${value}`),
              count,
            })),
          ...stopped,
        ]}
      />
      <Answer query={list}>
        {() =>
          list.total === 0 ? (
            <p className="empty">{t('batch.noRows')}</p>
          ) : (
            <LongTable
              key={shown}
              label={t('batch.rows')}
              columns={[
                { heading: t('batch.row'), width: '56px', right: true },
                { heading: t('batch.name'), width: '140px' },
                { heading: t('batch.number'), width: '180px' },
                { heading: t('batch.cardAndSerial'), width: '180px' },
                { heading: t('batch.outcome') },
              ]}
              count={list.total}
              row={list.row}
              navigation={rows}
              onSeen={list.see}
              cells={(row) => (
                <>
                  <td className="right">{row.rowNumber}</td>
                  <td className="wrap">
                    <PersonName name={row.name} />
                  </td>
                  <td>{row.maskedNumber}</td>
                  <td>
                    {row.cardNumber ?? '—'}{' '}
                    {row.blankSerial !== null && (
                      <span className="soft">{readableSerial(row.blankSerial)}</span>
                    )}
                  </td>
                  <td className="wrap">
                    <BatchRowTag row={row} />{' '}
                    {row.refusals.map((refusal) => refusalSentence(i18n, refusal)).join(' ')}
                  </td>
                </>
              )}
            />
          )
        }
      </Answer>
    </section>
  );
}
