import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../contract/service-views.ts';
import type { CardStatus, StatusBeforeLoss } from '../../domain/records/records.ts';
import {
  bankStands,
  isVoid,
  secondPersonStands,
  stageWords,
  triesLeftOf,
  type StagedService,
} from './stage-words.ts';

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

/** How far a service is: a card that is handed over, a step of it, or what an old password that was wrong has cost. */
export function StageTag({ service }: { readonly service: StagedService }): ReactElement {
  const { t } = useTranslation();
  return <span className={`tag ${toneOf(service)}`}>{stageWords(service, t)}</span>;
}

function toneOf(service: StagedService): string {
  const bank = bankStands(service);
  if (bank !== null) return bank === 'answered' ? 'warn' : 'brand';
  if (isVoid(service)) return '';
  if (secondPersonStands(service) !== null) return 'warn';
  const left = triesLeftOf(service);
  if (left !== null) return left === 0 ? 'bad' : 'warn';
  return stageTone[service.stage];
}
