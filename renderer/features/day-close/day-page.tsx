import { Link, useNavigate } from '@tanstack/react-router';
import { App, Segmented, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import type { DayPage as DayPageView } from '../../../contract/day-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import type { DayScope, LeftoverKind } from '../../../domain/records/day-close.ts';
import { Answer } from '../../components/answer.tsx';
import { useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { ClosedDay } from './closed-day-page.tsx';
import { DayPaper } from './day-paper.tsx';
import { itemsInWords, leftoverCount, nothingToSay } from './day-words.ts';
import { SignDayDialog } from './sign-day-dialog.tsx';
import './day-close.css';

/** Where each kind of leftover is dealt with; null where that is not on a page. */
const wayTo: Readonly<Record<LeftoverKind, '/work' | '/approvals' | '/stock' | null>> = {
  unsent: '/work',
  refused: '/work',
  stopped: '/work',
  'approval-waiting': '/approvals',
  'print-unknown': null,
  'paper-to-reclaim': '/work',
  'drawer-not-counted': '/stock',
  'cards-differ': '/stock',
  'clerk-not-closed': null,
};

/** 日终: the page of the day as it stands, what is left over, and closing it. */
export function DayPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [scope, setScope] = useState<DayScope>('clerk');
  const [day, setDay] = useState<string | null>(null);
  const query = useCounterQuery('getDay', { scope, day });
  const back = () => void navigate({ to: '/' });
  useFunctionKey('Escape', t('keys.back'), back);
  return (
    <Answer query={query} rows={10}>
      {(found) => {
        const choices = (
          <DayChoices
            found={found}
            onScope={(chosen) => {
              setScope(chosen);
              setDay(null);
            }}
            onDay={setDay}
          />
        );
        const { closing } = found.page;
        return closing === null ? (
          <OpenDay page={found.page} choices={choices} onClosed={() => setDay(found.page.day)} />
        ) : (
          <ClosedDay closeId={closing.closeId} page={found.page} choices={choices} onBack={back} />
        );
      }}
    </Answer>
  );
}

/** Whose day, which day, and the way to those that are closed. */
function DayChoices(props: {
  readonly found: CallOutput<'getDay'>;
  readonly onScope: (scope: DayScope) => void;
  readonly onDay: (day: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { page, openDays } = props.found;
  const days = [...new Set([...openDays, page.day])].sort();
  return (
    <div className="day-choices">
      <Segmented<DayScope>
        block
        value={page.scope}
        onChange={props.onScope}
        aria-label={t('day.scope')}
        options={(['clerk', 'office'] as const).map((value) => ({ value, label: t(`day.scope-${value}`) }))}
      />
      <Select
        value={page.day}
        onChange={props.onDay}
        aria-label={t('day.openDays')}
        options={days.map((value) => ({ value, label: value }))}
      />
      <Link to="/days" className="link">
        {t('day.closedDays')}
      </Link>
    </div>
  );
}

/** A day that is not closed: everything on its page can still change. */
function OpenDay(props: {
  readonly page: DayPageView;
  readonly choices: ReactElement;
  readonly onClosed: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const status = useKnownCounterStatus();
  const closing = useCommand('closeDay');
  const [signing, setSigning] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { page } = props;
  const left = leftoverCount(page);
  const label = t(left > 0 ? 'day.closeSigned' : 'day.close');

  function closed(): void {
    setSigning(false);
    void message.success(t('day.done'));
    props.onClosed();
  }

  async function close(): Promise<void> {
    if (left > 0) {
      setSigning(true);
      return;
    }
    setFailure(null);
    const outcome = await closing.run({ scope: page.scope, day: page.day, reason: null, signer: null });
    if (outcome.ok) closed();
    else setFailure(outcome.error);
  }

  useFunctionKey('F10', label, closing.busy ? null : () => void close());
  return (
    <div className="receipt">
      <div className="receipt-desk" tabIndex={0} role="region" aria-label={t('day.paper')}>
        <DayPaper page={page} status={status} reprint={0} />
      </div>
      <aside className="card receipt-panel">
        <h1>{t('day.title')}</h1>
        {props.choices}
        {/* What may be long scrolls; what closes the day stays in sight. */}
        <div className="day-left" tabIndex={0} role="region" aria-label={t('day.leftovers')}>
          <h2>{t('day.leftovers')}</h2>
          {left === 0 ? (
            <p className="soft">{t('day.noLeftovers')}</p>
          ) : (
            <ul className="day-leftover-list" aria-label={t('day.leftovers')}>
              {page.report.leftovers.map((one) => {
                const way = wayTo[one.kind];
                const words = t(`day.leftover-${one.kind}`);
                return (
                  <li key={one.kind}>
                    {way === null ? (
                      <span>{words}</span>
                    ) : (
                      <Link to={way} className="link">
                        {words}
                      </Link>
                    )}
                    <b>{one.items.length}</b>
                    {itemsInWords(page, one, t) !== nothingToSay && (
                      <small>{itemsInWords(page, one, t)}</small>
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </div>
        <p className="soft">{t('day.explain-draft')}</p>
        <FailureNotice failure={failure} fate="not-saved" />
        <div className="service-buttons">
          <button
            type="button"
            className="button primary"
            aria-disabled={closing.busy}
            onClick={() => void close()}
          >
            {label}
            <kbd>F10</kbd>
          </button>
        </div>
      </aside>
      {signing && <SignDayDialog page={page} onClosed={closed} onBack={() => setSigning(false)} />}
    </div>
  );
}
