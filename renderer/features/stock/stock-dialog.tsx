import { Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockView } from '../../../contract/stock.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import {
  countOfRanges,
  serialsOf,
  mostSerials,
  type SerialRange,
} from '../../../domain/stock/serial-ranges.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { readableSerial } from '../../components/formatting.ts';
import { useScans } from '../../components/scans.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { readRanges, writeRanges } from './typed-ranges.ts';

export type StockAction = 'receive' | 'move' | 'count' | 'spoil' | 'return' | 'destroy';

/** One thing that is done with the stock: which serials, where to or why, and F10. */
export function StockDialog(props: {
  readonly action: StockAction;
  readonly stock: StockView;
  /** What stands in the field at first; of a count what the book has there. */
  readonly ranges: readonly SerialRange[];
  /** The place that is counted; null for the safe. */
  readonly place: string | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { office, workstation } = useKnownCounterStatus();
  const { action, stock, place } = props;
  const officeId = office?.id ?? '';
  const [typed, setTyped] = useState(action === 'count' ? '' : writeRanges(props.ranges));
  const [words, setWords] = useState('');
  const [target, setTarget] = useState(`${officeId}/${workstation?.id ?? ''}`);
  const [tried, setTried] = useState(false);
  const receive = useCommand('receiveBlankCards');
  const move = useCommand('moveBlankCards');
  const giveBack = useCommand('returnBlankCards');
  const destroy = useCommand('destroyBlankCards');
  const count = useCommand('countBlankCards');
  const spoil = useCommand('spoilBlankCard');
  const command = { receive, move, count, spoil, return: giveBack, destroy }[action];

  useScans(['blank-serial'], (scan) => setTyped((before) => `${before.trimEnd()}\n${scan.text}`.trimStart()));

  const ranges = readRanges(typed);
  const named = ranges === null ? 0 : countOfRanges(ranges);
  const needsWords = action === 'spoil' || action === 'return' || action === 'destroy';
  const wordsMissing = needsWords && words.trim() === '';
  const rangesMissing = ranges === null || (action !== 'count' && ranges.length === 0);

  function run(all: readonly SerialRange[]): Promise<Outcome<unknown>> {
    const list = all.map((range) => ({ ...range }));
    switch (action) {
      case 'receive':
        return receive.run({ ranges: list });
      case 'move': {
        const [toOfficeId = '', toWorkstationId = ''] = target.split('/');
        const to = toWorkstationId === '' ? null : toWorkstationId;
        return move.run({ ranges: list, toOfficeId, toWorkstationId: to });
      }
      case 'return':
        return giveBack.run({ ranges: list, reason: words });
      case 'destroy':
        return destroy.run({ ranges: list, reason: words });
      case 'spoil':
        return spoil.run({ blankSerial: list[0]?.first ?? '', reason: words });
      case 'count':
        return count.run({
          workstationId: place,
          expected: props.ranges.map((range) => ({ ...range })),
          counted: list,
          explanation: words.trim() === '' ? null : words,
        });
      default:
        return action satisfies never;
    }
  }

  async function submit(): Promise<void> {
    setTried(true);
    if (ranges === null || rangesMissing || wordsMissing) return;
    const outcome = await run(ranges);
    if (outcome.ok) props.onDone();
  }

  const targets = [
    { value: `${officeId}/`, label: t('stock.safe') },
    ...stock.places.flatMap(({ workstationId, number }) =>
      workstationId === null
        ? []
        : [{ value: `${officeId}/${workstationId}`, label: t('status.window', { number: number ?? 0 }) }],
    ),
    ...stock.offices
      .filter((one) => one.officeId !== officeId)
      .map((one) => ({ value: `${one.officeId}/`, label: one.name })),
  ];

  return (
    <Dialog
      open
      title={t(`stock.do-${action}`)}
      onClose={props.onClose}
      submit={{
        label: t(`stock.do-${action}`),
        busy: command.busy,
        danger: action === 'destroy' || action === 'spoil',
        run: () => void submit(),
      }}
    >
      <p className="soft">{t(`stock.explain-${action}`)}</p>
      <label className="dialog-field">
        <span>{t(action === 'count' ? 'stock.found' : 'stock.serials')}</span>
        <Input.TextArea
          value={typed}
          rows={4}
          autoFocus
          maxLength={8_000}
          placeholder={t('stock.serialsHint')}
          status={tried && rangesMissing ? 'error' : ''}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {ranges === null ? (
        <p className="field-error" role="alert">
          {t('stock.notSerials')}
        </p>
      ) : (
        <p className="soft" role="status">
          {t('stock.named', { count: named })}
          {action === 'count' && ` · ${differenceOf(props.ranges, ranges)}`}
        </p>
      )}
      {action === 'move' && (
        <div className="dialog-field">
          <span>{t('stock.to')}</span>
          <Select value={target} onChange={setTarget} options={targets} aria-label={t('stock.to')} />
        </div>
      )}
      {(needsWords || action === 'count') && (
        <label className="dialog-field">
          <span>{t(action === 'count' ? 'stock.explanation' : 'stock.reason')}</span>
          <Input
            value={words}
            maxLength={200}
            status={tried && wordsMissing ? 'error' : ''}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      )}
      {tried && (rangesMissing || wordsMissing) && ranges !== null && (
        <p className="field-error">{t('input.too_small')}</p>
      )}
      <FailureNotice failure={command.failure} fate="not-saved" />
    </Dialog>
  );

  function differenceOf(book: readonly SerialRange[], found: readonly SerialRange[]): string {
    const total = countOfRanges(book);
    if (countOfRanges(found) > mostSerials) return t('stock.bookHas', { count: total });
    const there = new Set(serialsOf(found));
    const expected = serialsOf(book);
    const missing = expected.filter((serial) => !there.has(serial));
    const surplus = there.size - (expected.length - missing.length);
    return [
      t('stock.bookHas', { count: total }),
      t('stock.difference', { missing: missing.length, surplus }),
      ...(missing.length > 0 && missing.length <= 3 ? [missing.map(readableSerial).join(' · ')] : []),
    ].join(' · ');
  }
}
