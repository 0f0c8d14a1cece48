import { Outlet, useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { useTranslation } from 'react-i18next';
import { pressFunctionKey, useFunctionKey } from '../../components/function-keys.ts';
import { belongsToInputMethod, watchCompositions } from '../../components/input-method.ts';
import { watchScans } from '../../components/scans.ts';
import { counter } from '../../counter.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { HelpDialog } from '../help/help-dialog.tsx';
import { LockScreen } from '../lock/lock-screen.tsx';
import { useIdleLock } from '../lock/idle-lock.ts';
import { PrintJobsBand } from '../printing/print-jobs-band.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { LateAlarm } from '../service-point/late-alarm.tsx';
import { CounterStatusBar } from './counter-status-bar.tsx';
import { KeyLegend } from './key-legend.tsx';
import { Navigation } from './navigation.tsx';

/** The frame around every page: search above, pages at the left, the keys below, and the lock over everything. */
export function CounterFrame(): ReactElement {
  const { t } = useTranslation();
  const status = useKnownCounterStatus();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [help, setHelp] = useState(false);

  useIdleLock();
  useEffect(() => watchCompositions(window), []);
  const unhandledScan = useEffectEvent(() => void message.info(t('search.scanNotNeeded')));
  const { locked } = status;
  useEffect(() => (locked ? undefined : watchScans(() => unhandledScan())), [locked]);

  useFunctionKey('F1', t('keys.help'), () => setHelp(true));
  useFunctionKey('F3', t('keys.services'), () => void navigate({ to: '/services' }));
  useFunctionKey('F6', t('keys.work'), () => void navigate({ to: '/work' }));
  useHotkeys(
    ['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'f10', 'escape'],
    (event) => pressFunctionKey(event.key),
    {
      enableOnFormTags: true,
      preventDefault: (event) => event.key !== 'Escape',
      ignoreEventWhen: (event) => belongsToInputMethod(event) || event.defaultPrevented || inOpenList(event),
      enabled: !status.locked,
    },
  );
  useHotkeys('ctrl+l', () => void counter.call('lockScreen', {}), {
    enableOnFormTags: true,
    preventDefault: true,
    enabled: !status.locked,
  });

  return (
    <>
      <div className="frame" inert={status.locked}>
        <header className="bar">
          <b className="bar-brand">{t('entry.product')}</b>
          <SearchBox />
          <CounterStatusBar status={status} />
        </header>
        <LateAlarm status={status} />
        <PrintJobsBand />
        <Navigation status={status} />
        <main className="page" id="page">
          <Outlet />
        </main>
        <KeyLegend status={status} />
      </div>
      <HelpDialog open={help} onClose={() => setHelp(false)} />
      {status.locked && status.clerk !== null && <LockScreen clerk={status.clerk} />}
    </>
  );
}

/** An open list has its own Escape. */
function inOpenList(event: KeyboardEvent): boolean {
  return (
    event.key === 'Escape' &&
    event.target instanceof HTMLElement &&
    event.target.getAttribute('aria-expanded') === 'true'
  );
}
