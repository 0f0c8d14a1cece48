import type { PropsWithChildren, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { useWindowState } from '../../appearance.ts';
import { AppearanceSwitches } from './appearance-switches.tsx';
import { BrandMark } from './brand-mark.tsx';

/** The page before the program: on the left which counter this is, on the right what is to be done. */
export function EntryFrame(
  props: PropsWithChildren<{ readonly status: CounterStatus | null }>,
): ReactElement {
  const { t } = useTranslation();
  const { version } = useWindowState();
  const { status } = props;
  return (
    <div className="entry">
      <aside className="entry-side">
        <div>
          <div className="entry-brand">
            <BrandMark />
            {t('entry.product')}
          </div>
          <p>{t('entry.productLine')}</p>
        </div>
        <dl className="entry-facts">
          {status?.countyName != null && (
            <>
              <dt>{t('entry.county')}</dt>
              <dd>{status.countyName}</dd>
            </>
          )}
          {status?.office != null && (
            <>
              <dt>{t('entry.office')}</dt>
              <dd>{status.office.name}</dd>
            </>
          )}
          {status?.workstation != null && (
            <>
              <dt>{t('entry.workstation')}</dt>
              <dd>{t('status.window', { number: status.workstation.number })}</dd>
            </>
          )}
          {status?.enrolled === true && (
            <>
              <dt>{t('entry.connection')}</dt>
              <dd>{t(`status.${status.connection.state}`)}</dd>
            </>
          )}
          <dt>{t('entry.version')}</dt>
          <dd>{version}</dd>
        </dl>
      </aside>
      <main className="entry-main">
        <AppearanceSwitches />
        {props.children}
      </main>
    </div>
  );
}
