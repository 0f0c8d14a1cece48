import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesSince } from '../../components/formatting.ts';

/** How long something waits, in minutes, hours or days; it grows while it is looked at. */
export function Age(props: { readonly since: string }): ReactElement {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = minutesSince(props.since, now);
  if (minutes < 60) return <>{t('work-list.minutes', { count: minutes })}</>;
  if (minutes < 60 * 24) return <>{t('work-list.hours', { count: Math.floor(minutes / 60) })}</>;
  return <>{t('work-list.days', { count: Math.floor(minutes / (60 * 24)) })}</>;
}
