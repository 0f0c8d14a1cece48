import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../contract/counter-views.ts';
import type { CardStatus, ServiceKind, ServiceStage } from '../../domain/records/records.ts';

const confirmationTone = { waiting: 'warn', confirmed: 'ok', refused: 'bad', settled: '' } as const;
const confirmationShape = { waiting: '◷', confirmed: '✓', refused: '✕', settled: '–' } as const;

/** How far the central office is with a service: colour, shape and word. */
export function ConfirmationTag(props: { readonly confirmation: Confirmation }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={`tag ${confirmationTone[props.confirmation]}`}>
      <span aria-hidden="true">{confirmationShape[props.confirmation]}</span>
      {t(`confirmation.${props.confirmation}`)}
    </span>
  );
}

const cardTone = { '0': 'warn', '1': 'ok', '2': 'bad', '3': 'warn', '4': 'warn', '9': '' } as const;

/** The card's status in one word; a card in production has none yet. */
export function CardStatusTag(props: { readonly status: CardStatus | null }): ReactElement {
  const { t } = useTranslation();
  return props.status === null ? (
    <span className="tag brand">{t('card-status.in-making')}</span>
  ) : (
    <span className={`tag ${cardTone[props.status]}`}>{t(`card-status.${props.status}`)}</span>
  );
}

const stageTone = {
  accepted: 'brand',
  'in-production': 'brand',
  produced: 'brand',
  dispatched: 'brand',
  arrived: 'brand',
  completed: 'ok',
  withdrawn: '',
} as const;

/** How far a service is, in one word; only a card is handed over, everything else is simply done. */
export function StageTag(props: { readonly stage: ServiceStage; readonly kind: ServiceKind }): ReactElement {
  const { t } = useTranslation();
  const done = props.stage === 'completed' && props.kind !== 'issue-card';
  return (
    <span className={`tag ${stageTone[props.stage]}`}>{t(done ? 'stage.done' : `stage.${props.stage}`)}</span>
  );
}
