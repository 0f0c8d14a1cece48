import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../contract/counter-views.ts';
import type { BankRequestView } from '../../contract/unfreezing.ts';
import type {
  CardStatus,
  ServiceKind,
  ServiceStage,
  StatusBeforeLoss,
} from '../../domain/records/records.ts';

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

/**
 * The card's status in one word; a card in production has none yet. Of a lost one also that it was sealed or locked
 * before, where the page knows it: it is that again when the report ends.
 */
export function CardStatusTag(props: {
  readonly status: CardStatus | null;
  readonly before?: StatusBeforeLoss | null;
}): ReactElement {
  const { t } = useTranslation();
  const { status, before } = props;
  if (status === null) return <span className="tag brand">{t('card-status.in-making')}</span>;
  return (
    <>
      <span className={`tag ${cardTone[status]}`}>{t(`card-status.${status}`)}</span>
      {(before === '0' || before === '3') && (
        <>
          {' '}
          <span className="tag warn">{t(`card-status.before-${before}`)}</span>
        </>
      )}
    </>
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

/** Of a service that is open at the bank, or answered and not told. */
const bankTag = {
  requested: 'waits',
  sent: 'waits',
  recalling: 'recalling',
  accepted: 'answered',
  refused: 'answered',
  withdrawn: 'answered',
} as const;

/** How far a service is, in one word; only a card is handed over, everything else is simply done. */
export function StageTag(props: {
  readonly stage: ServiceStage;
  readonly kind: ServiceKind;
  /** Of a service that the bank does: how far it is there. */
  readonly bank?: BankRequestView['state'] | undefined;
}): ReactElement {
  const { t } = useTranslation();
  if (props.bank !== undefined && props.stage === 'accepted') {
    const word = bankTag[props.bank];
    return (
      <span className={`tag ${word === 'answered' ? 'warn' : 'brand'}`}>{t(`bank-request.tag-${word}`)}</span>
    );
  }
  const done = props.stage === 'completed' && props.kind !== 'issue-card';
  return (
    <span className={`tag ${stageTone[props.stage]}`}>{t(done ? 'stage.done' : `stage.${props.stage}`)}</span>
  );
}
