import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import type { IdentityQuestion } from '../../../domain/card-loss/card-loss-requests.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { CardStatusTag } from '../../components/tags.tsx';
import { DeskService } from '../desk-service/desk-service.tsx';
import type { DeskChannel, Presented } from '../desk-service/presented-form.ts';
import { IdentityQuestions } from './identity-questions.tsx';
import { LossPanel } from './loss-panel.tsx';
import './card-loss.css';

/** 挂失 and 解挂 until they are done: which card, who asks and how he is known, and then at once. */
export function LossService(props: {
  readonly page: PersonPage;
  readonly kind: 'report-loss' | 'lift-loss-report';
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { page, kind } = props;
  const { personId } = page;
  const [answered, setAnswered] = useState<readonly IdentityQuestion[]>([]);
  const [answersError, setAnswersError] = useState<string | null>(null);
  const report = useCommand('reportLoss');
  const lift = useCommand('liftLossReport');
  const doing = kind === 'report-loss' ? report : lift;
  const card = page.cards.find((one) => one.status !== null && one.status !== '9');
  const manner = (channel: DeskChannel) => (channel === 'telephone' ? 'provisional' : 'formal');

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    const about = { personId, cardNumber: card?.cardNumber ?? '' };
    if (kind === 'report-loss') {
      return await report.run(
        presented === null
          ? { ...about, channel: 'telephone', answered: [...answered] }
          : { ...about, ...presented },
      );
    }
    if (presented === null) throw new Error('a report is not lifted by telephone');
    return await lift.run({ ...about, ...presented, lifts: card?.status === '2' ? 'formal' : 'provisional' });
  }

  return (
    <DeskService
      page={page}
      title={t(`service-kind.${kind}`)}
      subjectTitle={t('card-loss.step-card')}
      subject={
        card !== undefined && (
          <>
            {t('card-loss.cardSummary', { card: card.cardNumber })}{' '}
            <CardStatusTag status={card.status} before={card.statusBeforeLoss} />
            {card.lossExpiresOn !== null && ` ${t('card-loss.until', { date: card.lossExpiresOn })}`}
          </>
        )
      }
      impossible={page.offers.find((offer) => offer.kind === kind)?.refusals ?? []}
      channels={
        kind === 'report-loss'
          ? ['telephone', 'in-person', 'agent', 'guardian']
          : ['in-person', 'agent', 'guardian']
      }
      byTelephone={
        <IdentityQuestions
          answered={answered}
          error={answersError}
          onChange={(next) => {
            setAnswersError(null);
            setAnswered(next);
          }}
        />
      }
      placeRefusal={(refusal) => {
        if (refusal.field !== 'answered') return false;
        setAnswersError(refusalSentence(i18n, refusal));
        return true;
      }}
      submitLabel={(channel) =>
        t(kind === 'report-loss' ? `card-loss.submit-${manner(channel)}` : 'card-loss.submit-lift')
      }
      effect={(channel) =>
        t(
          kind === 'report-loss'
            ? `card-loss.effect-${manner(channel)}`
            : `card-loss.effect-lift-${card?.statusBeforeLoss ?? '1'}`,
        )
      }
      panel={({ channel, documentPhoto }) => (
        <LossPanel page={page} byTelephone={channel === 'telephone'} documentPhoto={documentPhoto} />
      )}
      ask={ask}
      busy={doing.busy}
      failure={doing.failure}
    />
  );
}
