import { Fragment, type PropsWithChildren, type ReactElement } from 'react';
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
  const known: readonly (readonly [string, string | null | undefined])[] = [
    ['county', status?.countyName],
    ['office', status?.office?.name],
    ['workstation', status?.workstation && t('status.window', { number: status.workstation.number })],
    ['connection', status?.enrolled === true ? t(`status.${status.connection.state}`) : null],
    ['version', version],
  ];
  const facts = known.filter(([, value]) => value !== null && value !== undefined);
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
          {facts.map(([label, value]) => (
            <Fragment key={label}>
              <dt>{t(`entry.${label}`)}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
      </aside>
      <main className="entry-main">
        <AppearanceSwitches />
        {props.children}
      </main>
    </div>
  );
}
