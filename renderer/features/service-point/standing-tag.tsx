import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointStanding } from '../../../domain/parcel/point-standing.ts';

const tone = {
  'to-make': 'brand',
  'in-making': 'brand',
  'to-send': 'brand',
  'under-way': 'brand',
  missing: 'bad',
  ready: 'warn',
  told: 'ok',
} as const satisfies Record<PointStanding, string>;

/** Where a card for a service point stands, in one word. */
export function StandingTag(props: { readonly standing: PointStanding }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={`tag ${tone[props.standing]}`}>
      {props.standing === 'missing' && <span aria-hidden="true">!</span>}
      {t(`point-list.${props.standing}`)}
    </span>
  );
}

/** The due day with what it means today: late, today, or provisional because no calendar is published. */
export function DueDay(props: {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly late: boolean;
  readonly today: string;
}): ReactElement {
  const { t } = useTranslation();
  const { dueOn, provisional, late, today } = props;
  return (
    <span className="due-day">
      <span className="number">{dueOn}</span>
      {late && (
        <span className="tag bad">
          <span aria-hidden="true">!</span>
          {t('point-list.late')}
        </span>
      )}
      {!late && dueOn === today && <span className="tag warn">{t('service-point.today')}</span>}
      {provisional && <span className="tag">{t('service-point.provisional')}</span>}
    </span>
  );
}
