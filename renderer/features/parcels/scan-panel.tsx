import type { PropsWithChildren, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { FieldScan } from './field-scan.tsx';
import type { LastScan, ScannedCards } from './use-scanned-cards.ts';

const tone = {
  fits: 'ok',
  surplus: 'warn',
  again: '',
  cancelled: 'bad',
  'other-office': 'bad',
  'not-here': 'bad',
  'not-under-way': 'bad',
  unknown: 'bad',
} as const satisfies Record<LastScan['verdict'], string>;

/** Beside the list while cards are scanned: how many of how many, and what the last one was. */
export function ScanPanel(
  props: PropsWithChildren<{
    readonly title: string;
    readonly advice: string;
    readonly done: number;
    readonly of: number;
    readonly scanned: ScannedCards;
  }>,
): ReactElement {
  const { t } = useTranslation();
  const { last, failure, take } = props.scanned;
  return (
    <aside className="card work-detail">
      <h2>{props.title}</h2>
      <p className="parcel-count" role="status">
        <b>{props.done}</b>
        <span className="soft">{t('parcel.of', { count: props.of })}</span>
      </p>
      <progress max={Math.max(1, props.of)} value={props.done} aria-label={props.title} />
      <p className="soft">{props.advice}</p>
      <FieldScan label={t('parcel.cardField')} onText={take} autoFocus />
      {last !== null && (
        <div
          className={`notice ${tone[last.verdict]}`}
          role={tone[last.verdict] === 'bad' ? 'alert' : 'status'}
        >
          <strong>
            {last.card?.cardNumber ?? last.text}{' '}
            {last.card !== null && <PersonName name={last.card.personName} />}
          </strong>
          <p>{t(`parcel.verdict-${last.verdict}`, { office: last.card?.officeName ?? '' })}</p>
        </div>
      )}
      <FailureNotice failure={failure} fate="not-read" />
      {props.children}
    </aside>
  );
}
