import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockView } from '../../../contract/stock.ts';
import type { SerialRange } from '../../../domain/stock/serial-ranges.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useDigitKeys } from '../../components/digit-keys.ts';
import { readableSerial } from '../../components/formatting.ts';
import { useDialogOpen, useFunctionKey } from '../../components/function-keys.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { StockDialog, type StockAction } from './stock-dialog.tsx';
import { boxFrom, rowsOf, type StockRow } from './stock-rows.ts';
import { StockPanel } from './stock-panel.tsx';
import './stock.css';

const actions: readonly StockAction[] = ['receive', 'move', 'count', 'spoil', 'return', 'destroy'];
const tone = {
  'in-stock': 'ok',
  announced: 'brand',
  'in-transit': 'brand',
  spoiled: 'warn',
  returned: 'warn',
  missing: 'bad',
} as const;

/** 库存: every blank that this office has to account for, by serial; what is done with them, by a digit. */
export function StockPage(): ReactElement {
  const query = useCounterQuery('getStock', {});
  return (
    <Answer query={query} rows={10}>
      {(stock) => <Stock stock={stock} />}
    </Answer>
  );
}

function Stock(props: { readonly stock: StockView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const status = useKnownCounterStatus();
  const { stock } = props;
  const [action, setAction] = useState<StockAction | null>(null);
  const all = rowsOf(stock);
  const rows = useRowNavigation(all.length, () => undefined);
  const chosen = all[rows.chosen];
  const dialogOpen = useDialogOpen();
  useDigitKeys((digit) => setAction(actions[digit - 1] ?? null), !status.locked && !dialogOpen);
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useFunctionKey('F10', t('stock.do-move'), () => setAction('move'));
  useFocusFirst(rows);

  return (
    <div className="work stock">
      <section className="card list-page" aria-labelledby="stock-title">
        <header className="list-header">
          <h1 id="stock-title">{t('stock.title')}</h1>
          <span className="soft">{status.office?.name}</span>
        </header>
        {stock.gaps.count > 0 && (
          <div className="notice bad" role="alert">
            <strong>{t('stock.gaps', { count: stock.gaps.count })}</strong>
            <p>{stock.gaps.ranges.map(tellRange).join(' · ')}</p>
          </div>
        )}
        {all.length === 0 ? (
          <p className="empty">{t('stock.empty')}</p>
        ) : (
          <div className="scroll">
            <table className="table rows">
              <thead>
                <tr>
                  <th>{t('stock.place')}</th>
                  <th>{t('stock.range')}</th>
                  <th className="right">{t('stock.cards')}</th>
                  <th>{t('table.state')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((row, index) => (
                  <tr
                    key={`${row.status}/${row.range.first}`}
                    {...rows.rowProps(index)}
                    onClick={() => rows.rowProps(index).onFocus()}
                    aria-selected={index === rows.chosen}
                  >
                    <td>{placeOf(row)}</td>
                    <td className="number">{tellRange(row.range)}</td>
                    <td className="right">{row.count}</td>
                    <td>
                      <span className={`tag ${toneOf(row.status)}`}>{t(`blank-status.${row.status}`)}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <StockPanel stock={stock} actions={actions} onAction={setAction} />
      {action !== null && (
        <StockDialog
          key={action}
          action={action}
          stock={stock}
          ranges={presetOf(action)}
          place={placeToCount()}
          onDone={() => {
            setAction(null);
            void message.success(t(`stock.done-${action}`));
          }}
          onClose={() => setAction(null)}
        />
      )}
    </div>
  );

  function placeOf(row: StockRow): string {
    if (row.status !== 'in-stock') return '—';
    return row.number === null ? t('stock.safe') : t('status.window', { number: row.number });
  }

  /** The place of the chosen line, of what is on its way the safe; where that is no stock, one's own drawer. */
  function placeToCount(): string | null {
    if (chosen !== undefined && fits('receive', chosen)) return null;
    return chosen?.status === 'in-stock' ? chosen.workstationId : (status.workstation?.id ?? null);
  }

  /** What most likely is meant: the chosen line, where the action fits it. */
  function presetOf(wanted: StockAction): readonly SerialRange[] {
    // What never came is counted for itself.
    if (wanted === 'count' && chosen !== undefined && fits('receive', chosen)) return [chosen.range];
    if (wanted === 'count') {
      const place = placeToCount();
      const from = chosen?.status === 'in-stock' ? chosen.range.first : null;
      return boxFrom(stock.places.find((one) => one.workstationId === place)?.ranges ?? [], from);
    }
    if (chosen === undefined || !fits(wanted, chosen)) return [];
    if (wanted === 'spoil') return [{ first: chosen.range.first, last: chosen.range.first }];
    return [chosen.range];
  }
}

function fits(action: StockAction, { status }: StockRow): boolean {
  switch (action) {
    case 'receive':
      return status === 'announced' || status === 'in-transit';
    case 'destroy':
      return status === 'spoiled' || status === 'returned';
    case 'move':
    case 'spoil':
    case 'return':
    case 'count':
      return status === 'in-stock';
    default:
      return action satisfies never;
  }
}

function toneOf(status: StockRow['status']): string {
  return status in tone ? tone[status as keyof typeof tone] : '';
}

function tellRange({ first, last }: SerialRange): string {
  return first === last ? readableSerial(first) : `${readableSerial(first)} – ${readableSerial(last)}`;
}
