import type { PropsWithChildren, ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  readonly summary?: ReactNode;
}

/** One numbered step: the current one open, the done ones folded to one line. */
export function Step(props: PropsWithChildren<StepProps>): ReactElement {
  const { t } = useTranslation();
  return (
    <li className={`step ${props.state}`} aria-current={props.state === 'now' ? 'step' : undefined}>
      <span className="step-number" aria-hidden="true">
        {props.state === 'done' ? '✓' : props.number}
      </span>
      <h2>
        {props.title}
        <span className="visually-hidden">{t(`step-state.${props.state}`)}</span>
      </h2>
      <span className="step-summary">{props.summary}</span>
      {props.state === 'now' && <div className="step-body">{props.children}</div>}
    </li>
  );
}
