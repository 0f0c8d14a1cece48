import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Failure, Outcome } from '../../../contract/envelope.ts';
import type { PinServiceKind } from '../../../domain/pin-services/pin-service.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { CardStatusTag } from '../../components/tags.tsx';
import { counter } from '../../counter.ts';
import { shell } from '../../window-bridge.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { typedOnPad } from './typed-on-pad.ts';

/** 密码修改, 密码重置 and 卡片解锁 until they are done: which card, who stands there, and the pad where one types. */
export function PinService(props: {
  readonly page: PersonPage;
  readonly kind: PinServiceKind;
}): ReactElement {
  const { t } = useTranslation();
  const { page, kind } = props;
  const { personId } = page;
  const opening = useCommand('openPinEntry');
  const unlocking = useCommand('unlockCard');
  const doing = kind === 'unlock-card' ? unlocking : opening;
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const card = page.cards.find((one) => one.status !== null && one.status !== '9');

  // Whoever leaves the page takes the pad with him; one that has just said "accepted" closes itself.
  const typing = useRef(false);
  useEffect(
    () => () => {
      if (typing.current) void shell.closePinPad({});
    },
    [],
  );

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    if (presented === null) throw new Error('nobody comes for a password by telephone');
    setFailure(null);
    const about = { personId, cardNumber: card?.cardNumber ?? '', ...presented };
    if (kind === 'unlock-card') return await unlocking.run(about);
    const opened = await opening.run({ ...about, service: kind });
    if (!opened.ok) return opened;
    typing.current = true;
    setWaiting(true);
    const typed = await typedOnPad({ service: kind, personId, personName: page.name });
    typing.current = false;
    setWaiting(false);
    if (typed.ok) return await counter.call('getService', typed.value);
    setFailure(typed.error);
    return typed;
  }

  return (
    <DeskService
      page={page}
      title={t(`service-kind.${kind}`)}
      subjectTitle={t('pin-services.step-card')}
      subject={
        card !== undefined && (
          <>
            {t('card-loss.cardSummary', { card: card.cardNumber })}{' '}
            <CardStatusTag status={card.status} before={card.statusBeforeLoss} />
          </>
        )
      }
      impossible={page.offers.find((offer) => offer.kind === kind)?.refusals ?? []}
      channels={kind === 'reset-card-pin' ? ['in-person', 'guardian', 'agent'] : ['in-person', 'guardian']}
      submitLabel={() => t(`pin-services.submit-${kind}`)}
      effect={() =>
        waiting ? <span role="status">{t('pin-services.waiting')}</span> : t(`pin-services.effect-${kind}`)
      }
      panel={({ documentPhoto }) => <PersonRecord page={page} documentPhoto={documentPhoto} />}
      ask={ask}
      busy={doing.busy || waiting}
      failure={failure ?? doing.failure}
    />
  );
}
