import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { timeWithSecondsOf } from '../../components/formatting.ts';
import {
  functionKeys,
  pressFunctionKey,
  useKeyActions,
  type FunctionKey,
} from '../../components/function-keys.ts';

/** These stand in the legend always, so that the eye finds them at their place; greyed while they do nothing. */
const alwaysShown = {
  F1: 'keys.help',
  F2: 'keys.search',
  F3: 'keys.services',
  F4: 'keys.print',
  F6: 'keys.work',
  F8: 'keys.suspend',
  F10: 'keys.submit',
  Escape: 'keys.back',
} as const satisfies Partial<Record<FunctionKey, string>>;

/** What the keys do now; a mouse may press them too. */
export function KeyLegend(props: { readonly status: CounterStatus }): ReactElement {
  const { t } = useTranslation();
  const actions = useKeyActions();
  const { asOf } = props.status.connection;
  return (
    <footer className="legend">
      {functionKeys.map((key) => {
        const action = actions.find((one) => one.key === key);
        const rest = key in alwaysShown ? alwaysShown[key as keyof typeof alwaysShown] : undefined;
        if (action === undefined && rest === undefined) return null;
        return (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            disabled={action === undefined}
            onClick={() => pressFunctionKey(key)}
          >
            <kbd>{key === 'Escape' ? 'Esc' : key}</kbd>
            {action?.label ?? t(rest ?? '')}
          </button>
        );
      })}
      <span className="legend-note">
        {asOf !== null && t('status.asOf', { time: timeWithSecondsOf(asOf) })}
      </span>
    </footer>
  );
}
