import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockView } from '../../../contract/stock.ts';
import { minuteOf } from '../../components/formatting.ts';
import { tellRanges } from '../../../domain/stock/serial-ranges.ts';
import type { StockAction } from './stock-dialog.tsx';

const stateTone = { pending: 'warn', applied: 'ok', done: 'ok', refused: 'bad', rejected: 'bad' } as const;
const stateWord = {
  pending: 'waiting',
  applied: 'confirmed',
  done: 'confirmed',
  refused: 'refused',
  rejected: 'refused',
} as const;

/** At the right of the stock: what may be done, how many there are of each, and what was done last. */
export function StockPanel(props: {
  readonly stock: StockView;
  readonly actions: readonly StockAction[];
  readonly onAction: (action: StockAction) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { stock } = props;
  return (
    <aside className="card stock-panel">
      <h2>{t('person.offers')}</h2>
      <ul className="stock-actions">
        {props.actions.map((action, index) => (
          <li key={action}>
            <button
              type="button"
              className={`offer${action === 'move' ? ' first' : ''}`}
              onClick={() => props.onAction(action)}
            >
              <b>{index + 1}</b>
              <span>{t(`stock.do-${action}`)}</span>
              <span className="offer-note">
                {action === 'move' && <kbd>F10</kbd>} {t(`stock.who-${action}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h2>{t('stock.counts')}</h2>
      <dl className="stock-counts">
        {stock.counts.map(({ status, count }) => (
          <div key={status}>
            <dt>{t(`blank-status.${status}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('stock.recent')}</h2>
      {stock.recent.length === 0 ? (
        <p className="soft">{t('stock.noRecent')}</p>
      ) : (
        <ul className="stock-recent">
          {stock.recent.map((one) => (
            <li key={one.commandId}>
              <span className="soft">{minuteOf(one.at)}</span>
              <span>
                {t(`command-kind.${one.kind}`)} {t('stock.named', { count: one.count })}
              </span>
              <span className={`tag ${stateTone[one.state]}`}>
                {t(`confirmation.${stateWord[one.state]}`)}
              </span>
              <span className="soft stock-serials">
                {tellRanges(one.ranges)} · {one.clerkName}
              </span>
            </li>
          ))}
        </ul>
      )}
      {stock.counted.length > 0 && (
        <>
          <h2>{t('stock.counted')}</h2>
          <ul className="stock-recent">
            {stock.counted.map((one) => (
              <li key={one.countId}>
                <span className="soft">{minuteOf(one.at)}</span>
                <span>
                  {one.workstationNumber === null
                    ? t('stock.safe')
                    : t('status.window', { number: one.workstationNumber })}
                </span>
                <span className={`tag ${one.missing + one.surplus > 0 ? 'bad' : 'ok'}`}>
                  {one.missing + one.surplus > 0
                    ? t('stock.difference', { missing: one.missing, surplus: one.surplus })
                    : t('stock.agrees')}
                </span>
                <span className="soft stock-serials">
                  {t('stock.bookAndCount', { book: one.book, counted: one.counted })} · {one.clerkName}
                  {one.explanation !== null && ` · ${one.explanation}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
