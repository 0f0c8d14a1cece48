import { Link } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { changeAppearance, useWindowState } from '../../appearance.ts';
import { minutesSince, timeOf } from '../../components/formatting.ts';
import { counter } from '../../counter.ts';
import { refreshCounterStatus } from '../../counter-status.ts';

const shapes = { online: '●', offline: '▲', connecting: '◌' } as const;

/** Always there: the line and since when, what waits to be confirmed, who sits here. */
export function CounterStatusBar(props: { readonly status: CounterStatus }): ReactElement {
  const { t, i18n } = useTranslation();
  const { connection, outbox, clerk, office, workstation } = props.status;
  const now = useNow();
  const reason =
    connection.reason !== null && i18n.exists(`error.${connection.reason}`)
      ? t(`error.${connection.reason}`)
      : undefined;
  return (
    <div className="bar-status">
      <span title={reason}>
        <span className={`shape ${connection.state}`} aria-hidden="true">
          {shapes[connection.state]}
        </span>
        {t('status.connectionSince', {
          state: t(`status.${connection.state}`),
          time: timeOf(connection.since),
        })}
      </span>
      {outbox.waiting > 0 && outbox.oldestAt !== null && (
        <Link to="/work" title={t('status.oldest', { count: minutesSince(outbox.oldestAt, now) })}>
          {t('status.waiting', { count: outbox.waiting })}
        </Link>
      )}
      {clerk !== null && (
        <ClerkMenu
          label={[
            clerk.name,
            office?.name,
            workstation === null ? undefined : t('status.window', { number: workstation.number }),
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        />
      )}
    </div>
  );
}

function ClerkMenu(props: { readonly label: string }): ReactElement {
  const { t } = useTranslation();
  const { appearance } = useWindowState();
  const other = appearance.language === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          { key: 'lock', label: t('clerk-menu.lock'), extra: 'Ctrl+L' },
          { type: 'divider' },
          { key: 'language', label: other === 'en' ? 'English' : '中文' },
          { key: 'light', label: t('appearance.light') },
          { key: 'dark', label: t('appearance.dark') },
          { key: 'system', label: t('appearance.system') },
          { type: 'divider' },
          { key: 'sign-out', label: t('clerk-menu.signOut') },
        ],
        selectable: true,
        selectedKeys: [appearance.theme],
        onClick: ({ key }) => choose(key, other),
      }}
    >
      <button type="button" className="clerk-menu" title={props.label}>
        <span>{props.label}</span>
        <span aria-hidden="true">▾</span>
      </button>
    </Dropdown>
  );
}

function choose(key: string, otherLanguage: 'zh-CN' | 'en'): void {
  switch (key) {
    case 'lock':
      void counter.call('lockScreen', {});
      return;
    case 'language':
      changeAppearance({ language: otherLanguage });
      return;
    case 'light':
    case 'dark':
    case 'system':
      changeAppearance({ theme: key });
      return;
    case 'sign-out':
      void counter.call('signOut', {}).then(() => refreshCounterStatus());
  }
}

/** The PC's clock, for "minutes ago" alone. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
