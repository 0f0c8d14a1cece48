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

/** What can be done now, by its digit; what cannot, greyed, with the sentence for the citizen and its basis. */
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
  const resume = (service: PersonPage['services'][number]) => ({
    key: service.serviceNumber,
    title: t('person.resume', { service: t(`service-kind.${service.kind}`) }),
    note: <StageTag stage={service.stage} kind={service.kind} bank={service.bankRequest?.state} />,
    run: () =>
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber: service.serviceNumber } }),
  });
  const actions = [
    ...open.filter((service) => !isWithTheBank(service)).map(resume),
    ...possible.map((offer) => ({
      key: offer.kind,
      title: t(`service-kind.${offer.kind}`),
      note: noteOf(offer.kind),
      run: () => begin(offer.kind),
    })),
    // Nothing can be done with them before the bank has answered.
    ...withTheBank.map(resume),
    ...(page.holds.length === 0
      ? []
      : [
          {
            key: 'unfreezing',
            title: t('unfreezing.title'),
            note: t('unfreezing.count', { count: page.holds.length }),
            run: () => void navigate({ to: '/persons/$personId/unfreezing', params: { personId } }),
          },
        ]),
  ];
  function noteOf(kind: OfferKind): ReactNode {
    if (kind === 'set-card-pin') return t('person.holderHimself');
    if (kind === 'report-loss') return t('card-loss.byTelephoneToo');
    if (kind === 'lift-loss-report' || kind === 'release-account' || kind === 'answer-inquiry') {
      return t('presented.withDocuments');
    }
    if (kind === 'request-bank-service') return t('unfreezing.byBank');
    if (isContribution(kind)) return t('presented.withDocuments');
    if (kind === 'change-card-pin' || kind === 'reset-card-pin' || kind === 'unlock-card') {
      return t(`pin-services.note-${kind}`);
    }
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
      case 'report-loss':
        void navigate({ to: '/persons/$personId/report-loss', params: { personId } });
        return;
      case 'lift-loss-report':
        void navigate({ to: '/persons/$personId/lift-loss-report', params: { personId } });
        return;
      case 'answer-inquiry':
        void navigate({ to: '/persons/$personId/inquiry', params: { personId } });
        return;
      case 'release-account':
        void navigate({ to: '/persons/$personId/release-account', params: { personId } });
        return;
      case 'request-bank-service':
        void navigate({ to: '/persons/$personId/request-bank-service', params: { personId } });
        return;
      case 'suspend-insurance':
        void navigate({ to: '/persons/$personId/suspend-insurance', params: { personId } });
        return;
      case 'resume-insurance':
        void navigate({ to: '/persons/$personId/resume-insurance', params: { personId } });
        return;
      case 'register-back-payment':
        void navigate({ to: '/persons/$personId/register-back-payment', params: { personId } });
        return;
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
      <ul>
        {actions.map((action, index) => (
          <li key={action.key}>
            <button type="button" className={`offer${index === 0 ? ' first' : ''}`} onClick={action.run}>
              <b>{index + 1}</b>
              <span>{action.title}</span>
              <span className="offer-note">
                {index === 0 && <kbd>F10</kbd>} {action.note}
              </span>
            </button>
          </li>
        ))}
        {refused.map((offer) => (
          <li key={offer.kind} className="offer-refused">
            <span aria-hidden="true">–</span>
            <span>{t(`service-kind.${offer.kind}`)}</span>
            <RefusalList refusals={offer.refusals} />
          </li>
        ))}
      </ul>
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

function isContribution(kind: OfferKind): boolean {
  return kind === 'suspend-insurance' || kind === 'resume-insurance' || kind === 'register-back-payment';
}
