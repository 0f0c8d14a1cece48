import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { HoldView } from '../../../contract/unfreezing.ts';
import { useDigitKeys } from '../../components/digit-keys.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { useDialogOpen, useFunctionKey } from '../../components/function-keys.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { WithdrawBankRequest } from './withdraw-bank-request.tsx';
import './unfreezing.css';

const tone = { record: 'warn', counter: 'ok', bank: 'brand' } as const;

/** 为什么不能用: what holds, in plain words: who releases it, what it takes, and what can be done here now. */
export function HoldsPage(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { history } = useRouter();
  const status = useKnownCounterStatus();
  const dialogOpen = useDialogOpen();
  const heading = useRef<HTMLHeadingElement>(null);
  const { page } = props;
  const { personId, holds } = page;
  // What the person's page offers now, whatever it offers: a service that is not there has no button.
  const offered: ReadonlySet<string> = new Set(
    page.offers.filter(({ refusals }) => refusals.length === 0).map(({ kind }) => kind),
  );
  const buttons = holds.flatMap((hold) =>
    hold.services
      .filter((service) => offered.has(service))
      .map((service) => ({
        hold: hold.kind,
        service,
        label: t(`service-kind.${service}`),
        run: () => history.push(`/persons/${personId}/${pageOf(service)}`),
      })),
  );
  const [first] = buttons;

  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useFunctionKey('F10', first?.label ?? '', first === undefined ? null : first.run);
  useDigitKeys((digit) => buttons[digit - 1]?.run(), !status.locked && !dialogOpen);
  useFunctionKey(
    'Escape',
    t('keys.back'),
    () => void navigate({ to: '/persons/$personId', params: { personId } }),
  );

  return (
    <div className="holds">
      <header className="card holds-header">
        <h1 ref={heading} tabIndex={-1}>
          {t('unfreezing.title')}
        </h1>
        <span>
          <PersonName name={page.name} /> <span className="soft">{page.maskedNumber}</span>
        </span>
        <span className="soft">{t('unfreezing.lead', { count: holds.length })}</span>
      </header>
      {holds.length === 0 && <p className="card empty">{t('unfreezing.nothing')}</p>}
      {holds.map((hold) => (
        <section key={hold.kind} className="card hold" aria-labelledby={`hold-${hold.kind}`}>
          <h2 id={`hold-${hold.kind}`}>
            {t(`unfreezing.what-${hold.kind}`)}
            <span className={`tag ${tone[hold.releasedBy]}`}>{t(`unfreezing.by-${hold.releasedBy}`)}</span>
          </h2>
          <p>{t(`unfreezing.means-${hold.kind}`)}</p>
          <dl>
            <dt className="soft">{t('unfreezing.who')}</dt>
            <dd>{t(`unfreezing.who-${hold.kind}-${hold.releasedBy}`)}</dd>
            <dt className="soft">{t('unfreezing.needs')}</dt>
            <dd>
              <ul>
                {hold.needs.map((need) => (
                  <li key={need}>{t(`unfreezing.need-${need}`)}</li>
                ))}
              </ul>
            </dd>
          </dl>
          <BankStanding hold={hold} />
          {hold.refusals.length > 0 && hold.bankRequest === null && (
            <div className="notice warn">
              <strong>{t('unfreezing.notNow')}</strong>
              <RefusalList refusals={hold.refusals} />
            </div>
          )}
          <div className="hold-buttons">
            {buttons.map(
              (button, index) =>
                button.hold === hold.kind && (
                  <button
                    key={button.service}
                    type="button"
                    className={`button${index === 0 ? ' primary' : ''}`}
                    onClick={button.run}
                  >
                    {button.label}
                    <kbd>{index === 0 ? 'F10' : index + 1}</kbd>
                  </button>
                ),
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

/** Every service has its page at the person's address; a card is replaced where one is applied for. */
function pageOf(service: HoldView['services'][number]): string {
  return service === 'replace-card' ? 'issue-card' : service;
}

/** How far a request is that was taken before. */
function BankStanding(props: { readonly hold: HoldView }): ReactElement | null {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = props.hold.bankRequest;
  if (asked === null) return null;
  const { serviceNumber } = asked;
  return (
    <div className="notice">
      <strong>{t(`bank-request.stands-${asked.state}`)}</strong>
      {asked.reasonText !== null && <p>{t('bank-request.reason', { reason: asked.reasonText })}</p>}
      <p>{t('bank-request.requestedAt', { time: minuteOf(asked.requestedAt) })}</p>
      <button
        type="button"
        className="link"
        onClick={() => void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } })}
      >
        {t('person.resume', { service: t('service-kind.request-bank-service') })}
      </button>
      <WithdrawBankRequest asked={asked} />
    </div>
  );
}
