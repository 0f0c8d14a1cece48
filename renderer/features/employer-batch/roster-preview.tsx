import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterRowView, RosterView } from '../../../contract/batch-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { listOf } from '../../components/formatting.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { Choices } from './choices.tsx';

type Shown = 'all' | 'valid' | 'refused' | Refusal['code'];

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

/** 核对: how every row of the roster was judged, before anything is made of it. */
export function RosterPreview({ roster }: { readonly roster: RosterView }): ReactElement {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState<Shown>('all');
  const byVerdict = shown === 'all' || shown === 'valid' || shown === 'refused';
  const list = useCounterPages(
    'listRosterRows',
    {
      rosterId: roster.rosterId,
      show: byVerdict ? shown : 'all',
      reason: byVerdict ? null : shown,
    },
    rowsOfPage,
    ({ rows }) => rows,
  );
  const rows = useRowNavigation(list.total, () => undefined);
  const ready = list.data !== undefined;
  useFocusFirst(rows, ready);
  return (
    <div className="roster-preview">
      <p className="soft">
        {t('batch.readFrom', { sheet: roster.sheetName, row: roster.headerRow })}
        {roster.skippedRows.length > 0 &&
          ` ${t('batch.skipped', { rows: firstOf(i18n.language, roster.skippedRows) })}`}
        {roster.otherSheets.length > 0 &&
          ` ${t('batch.otherSheets', { sheets: listOf(i18n.language, roster.otherSheets) })}`}
      </p>
      <Choices<Shown>
        label={t('batch.show')}
        value={shown}
        onChange={setShown}
        options={[
          { value: 'all', label: t('batch.all'), count: roster.rows },
          { value: 'valid', label: t('batch.valid'), count: roster.valid, tone: 'ok' },
          ...(roster.refused > 0
            ? [
                {
                  value: 'refused' as const,
                  label: t('batch.refused'),
                  count: roster.refused,
                  tone: 'bad' as const,
                },
              ]
            : []),
          ...roster.reasons.map(({ code, count }) => ({
            value: code,
            label: t([`verdict.${code}`, 'verdict.other']),
            count,
          })),
        ]}
      />
      <Answer query={list}>
        {() => (
          <LongTable
            key={shown}
            label={t('batch.preview')}
            columns={[
              { heading: t('batch.row'), width: '64px', right: true },
              { heading: t('batch.name'), width: '180px' },
              { heading: t('batch.number'), width: '190px' },
              { heading: t('batch.verdict') },
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
                <td className="wrap">
                  <Verdict row={row} sentence={(refusal) => refusalSentence(i18n, refusal)} />
                </td>
              </>
            )}
          />
        )}
      </Answer>
    </div>
  );
}

function Verdict(props: {
  readonly row: RosterRowView;
  readonly sentence: (refusal: Refusal) => string;
}): ReactElement {
  const { t } = useTranslation();
  const { row, sentence } = props;
  const remarks = [
    ...row.remarks.map(sentence),
    ...row.warnings.map((warning) => t(`batch.warning-${warning}`)),
  ];
  return (
    <>
      {row.refusals.length === 0 ? (
        <span className="tag ok">
          <span aria-hidden="true">✓</span>
          {t('batch.canBeMade')}
        </span>
      ) : (
        <>
          <span className="tag bad">
            <span aria-hidden="true">✕</span>
            {t('batch.cannotBeMade')}
          </span>{' '}
          {row.refusals.map(sentence).join(' ')}
        </>
      )}
      {remarks.length > 0 && <span className="soft"> {remarks.join(' ')}</span>}
    </>
  );
}

/** A few row numbers; more are counted. */
function firstOf(language: string, rows: readonly number[]): string {
  return `${listOf(language, rows.slice(0, 8))}${rows.length > 8 ? '…' : ''}`;
}
