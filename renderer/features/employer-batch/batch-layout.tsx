import type { PropsWithChildren, ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { PrimaryButton, type PrimaryAction } from '../issue-card/service-layout.tsx';

/** The frame of an employer's batch, like that of a service: whose it is above, what is done, one primary button. */
export function BatchLayout(
  props: PropsWithChildren<{
    readonly title: string;
    /** Null until the letter was checked. */
    readonly employer: string | null;
    readonly standing?: ReactNode;
    readonly panel?: ReactNode;
    readonly primary: PrimaryAction | null;
    readonly moreButtons?: ReactNode;
    readonly onBack: () => void;
  }>,
): ReactElement {
  const { t } = useTranslation();
  const { connection } = useKnownCounterStatus();
  const { primary } = props;
  useFunctionKey('F10', primary?.label ?? '', primary === null || primary.busy ? null : () => primary.run());
  useFunctionKey('Escape', t('keys.back'), props.onBack);
  return (
    <div className={props.panel === undefined ? 'service batch alone' : 'service batch'}>
      <header className="card service-header">
        <h1>{props.title}</h1>
        <span className="service-person">{props.employer}</span>
        <span className="service-standing">
          {connection.state !== 'online' && (
            <span className="tag warn">
              <span aria-hidden="true">▲</span>
              {t('issue-card.provisional')}
            </span>
          )}
          {props.standing}
        </span>
      </header>
      <div className="service-main">
        <div className="service-scroll">{props.children}</div>
        <div className="service-buttons">
          <button type="button" className="button" onClick={props.onBack}>
            <kbd>Esc</kbd>
            {t('keys.back')}
          </button>
          {props.moreButtons}
          {primary !== null && <PrimaryButton action={primary} />}
        </div>
      </div>
      {props.panel !== undefined && <aside className="card service-panel">{props.panel}</aside>}
    </div>
  );
}
