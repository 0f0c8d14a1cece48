import { useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { useDigitKeys } from '../../components/digit-keys.ts';
import { useDialogOpen, useFunctionKey } from '../../components/function-keys.ts';
import { ConfirmationTag, StageTag } from '../../components/tags.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { useHasDraft } from '../issue-card/drafts.ts';

type OfferKind = PersonPage['offers'][number]['kind'];

/** The bank has not answered yet: there is nothing to tell and nothing to do. */
function isWithTheBank({ bankRequest }: PersonPage['services'][number]): boolean {
  return bankRequest !== null && bankRequest.answeredAt === null;
}

/** Under which heading what is offered stands. */
const groupOf = {
  'issue-card': 'card',
  'replace-card': 'card',
  'exchange-card': 'card',
  'report-loss': 'card',
  'lift-loss-report': 'card',
  'release-account': 'card',
  'request-bank-service': 'card',
  'set-card-pin': 'password',
  'change-card-pin': 'password',
  'reset-card-pin': 'password',
  'unlock-card': 'password',
  'suspend-insurance': 'insurance',
  'resume-insurance': 'insurance',
  'register-back-payment': 'insurance',
  'transfer-out': 'insurance',
  'transfer-in': 'insurance',
  payout: 'insurance',
  'answer-inquiry': 'inquiry',
  'issue-statement': 'inquiry',
} as const satisfies Readonly<Record<OfferKind, string>>;

type Group = 'open' | (typeof groupOf)[OfferKind];

interface Action {
  readonly key: string;
  readonly group: Group;
  readonly title: string;
  readonly note: ReactNode;
  readonly run: () => void;
}

/** So many have a digit; the rest is reached with Tab. */
const digits = 9;

/**
 * What can be done now, in groups, by its digit; what cannot, folded into one line, with the sentences for the citizen
 * and their basis.
 */
export function OfferList(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const status = useKnownCounterStatus();
  const { page } = props;
  const { personId } = page;
  const hasDraft = useHasDraft(personId);
  const open = page.services.filter((one) => one.stage !== 'completed' && one.stage !== 'withdrawn');
  const possible = page.offers.filter((offer) => offer.refusals.length === 0);
  const refused = page.offers.filter((offer) => offer.refusals.length > 0);
  const withTheBank = open.filter(isWithTheBank);
  const resume = (service: PersonPage['services'][number], group: Group): Action => ({
    key: service.serviceNumber,
    group,
    title: t('person.resume', { service: t(`service-kind.${service.kind}`) }),
    note: <StageTag service={service} />,
    run: () =>
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber: service.serviceNumber } }),
  });
  const all: readonly Action[] = [
    ...open.filter((service) => !isWithTheBank(service)).map((service) => resume(service, 'open')),
    ...possible.map(({ kind }) => ({
      key: kind,
      group: groupOf[kind],
      title: t(`service-kind.${kind}`),
      note: noteOf(kind),
      run: () => begin(kind),
    })),
    ...(page.holds.length === 0
      ? []
      : [
          {
            key: 'unfreezing',
            group: 'card' as const,
            title: t('unfreezing.title'),
            note: t('unfreezing.count', { count: page.holds.length }),
            run: () => void navigate({ to: '/persons/$personId/unfreezing', params: { personId } }),
          },
        ]),
    // Nothing can be done with them before the bank has answered.
    ...withTheBank.map((service) => resume(service, 'card')),
  ];
  // The group of what is most likely wanted comes first, and so on.
  const groups = [...new Set(all.map(({ group }) => group))].map((group) => ({
    group,
    actions: all.filter((action) => action.group === group),
  }));
  const actions = groups.flatMap((one) => one.actions);
  function noteOf(kind: OfferKind): ReactNode {
    if (kind === 'set-card-pin') return t('person.holderHimself');
    if (kind === 'report-loss') return t('card-loss.byTelephoneToo');
    if (kind === 'request-bank-service') return t('unfreezing.byBank');
    if (kind === 'change-card-pin' || kind === 'reset-card-pin' || kind === 'unlock-card') {
      return t(`pin-services.note-${kind}`);
    }
    // With documents, as nearly everything.
    if (groupOf[kind] !== 'card' || kind === 'lift-loss-report' || kind === 'release-account') return null;
    if (hasDraft) return <span className="tag warn">{t('person.draft')}</span>;
    return t(page.application.needsGuardian ? 'person.withGuardian' : 'person.anyApplicant');
  }
  function begin(kind: OfferKind): void {
    switch (kind) {
      case 'set-card-pin': {
        const serviceNumber = page.awaitingPin;
        if (serviceNumber === null) return;
        void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } });
        return;
      }
      case 'issue-card':
      case 'replace-card':
      case 'exchange-card':
        void navigate({ to: '/persons/$personId/issue-card', params: { personId } });
        return;
      case 'answer-inquiry':
        void navigate({ to: '/persons/$personId/inquiry', params: { personId } });
        return;
      case 'issue-statement':
      case 'report-loss':
      case 'lift-loss-report':
      case 'release-account':
      case 'request-bank-service':
      case 'suspend-insurance':
      case 'resume-insurance':
      case 'register-back-payment':
      case 'transfer-out':
      case 'transfer-in':
      case 'payout':
      case 'change-card-pin':
      case 'reset-card-pin':
      case 'unlock-card':
        void navigate({ to: `/persons/$personId/${kind}`, params: { personId } });
        return;
      default:
        kind satisfies never;
    }
  }
  const [first] = actions;
  useFunctionKey('F10', first?.title ?? '', first === undefined ? null : first.run);
  const dialogOpen = useDialogOpen();
  useDigitKeys((digit) => actions[digit - 1]?.run(), !status.locked && !dialogOpen);
  const waiting = page.services.filter(
    (one) => one.confirmation === 'waiting' || one.confirmation === 'refused',
  );

  return (
    <aside className="card offers" aria-labelledby="offers-title">
      <h2 id="offers-title">{t('person.offers')}</h2>
      {actions.length === 0 && <p className="empty">{t('person.noOffers')}</p>}
      {groups.map(({ group, actions: ofGroup }) => (
        <section key={group} className="offer-group" aria-labelledby={`offers-${group}`}>
          <h3 id={`offers-${group}`}>{t(`person.offers-${group}`)}</h3>
          <ul>
            {ofGroup.map((action) => (
              <OfferButton key={action.key} action={action} index={actions.indexOf(action)} />
            ))}
          </ul>
        </section>
      ))}
      {refused.length > 0 && (
        <details key={personId} className="offers-refused" open={actions.length === 0}>
          <summary>{t('person.refusedOffers', { count: refused.length })}</summary>
          <ul>
            {refused.map((offer) => (
              <li key={offer.kind} className="offer-refused">
                <span>{t(`service-kind.${offer.kind}`)}</span>
                <RefusalList refusals={offer.refusals} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {waiting.length > 0 && (
        <div className="offers-waiting">
          {waiting.map((service) => (
            <button
              key={service.serviceNumber}
              type="button"
              className="offer-service"
              onClick={() =>
                void navigate({
                  to: '/services/$serviceNumber',
                  params: { serviceNumber: service.serviceNumber },
                })
              }
            >
              <span>{t(`service-kind.${service.kind}`)}</span>
              <ConfirmationTag confirmation={service.confirmation} />
            </button>
          ))}
        </div>
      )}
    </aside>
  );
}

/** One thing that can be done; the first of all is the page's F10 as well. */
function OfferButton(props: { readonly action: Action; readonly index: number }): ReactElement {
  const { action, index } = props;
  return (
    <li>
      <button type="button" className={`offer${index === 0 ? ' first' : ''}`} onClick={action.run}>
        <b>{index < digits ? index + 1 : ''}</b>
        <span>{action.title}</span>
        <span className="offer-note">
          {action.note} {index === 0 && <kbd>F10</kbd>}
        </span>
      </button>
    </li>
  );
}
