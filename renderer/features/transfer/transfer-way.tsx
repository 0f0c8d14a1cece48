import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferView } from '../../../contract/transfer-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { wayOf } from './transfer-steps.ts';

/** The way of a transfer in one line: what was done and when, where it is, and what is still to come. */
export function TransferWay({ view }: { readonly view: TransferView }): ReactElement {
  const { t } = useTranslation();
  const way = wayOf(view);
  const now = way.findIndex(([, at]) => at === null);
  return (
    <ol className="card transfer-way">
      {way.map(([step, at], index) => {
        const state = at !== null ? 'done' : index === now ? 'now' : 'later';
        return (
          <li key={step} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="transfer-way-number" aria-hidden="true">
              {state === 'done' ? '✓' : index + 1}
            </span>
            <span>
              {t(`transfer.way-step-${step}`)}
              <span className="visually-hidden">{t(`step-state.${state}`)}</span>
            </span>
            <span className="soft">{at === null ? '' : minuteOf(at).slice(5)}</span>
          </li>
        );
      })}
    </ol>
  );
}
