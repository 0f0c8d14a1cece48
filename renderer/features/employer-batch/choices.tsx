import type { ReactElement } from 'react';

/** What is shown of a list, each with how many it has: one stop of the Tab key, changed with the arrows. */
export function Choices<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly count: number;
    readonly tone?: 'ok' | 'warn' | 'bad';
  }[];
  readonly onChange: (value: Value) => void;
}): ReactElement {
  return (
    <div className="choices" role="radiogroup" aria-label={props.label}>
      {props.options.map((option, index) => {
        const chosen = option.value === props.value;
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={chosen}
            tabIndex={chosen ? 0 : -1}
            className={`choice ${option.tone ?? ''}`}
            onClick={() => props.onChange(option.value)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              const count = props.options.length;
              const next = (index + step + count) % count;
              const value = props.options[next]?.value;
              if (value !== undefined) props.onChange(value);
              const buttons =
                event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role="radio"]');
              buttons?.[next]?.focus();
            }}
          >
            <span>{option.label}</span>
            <b>{option.count}</b>
          </button>
        );
      })}
    </div>
  );
}
