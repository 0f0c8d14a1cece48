import type { TFunction } from 'i18next';
import type { AnswerSlip } from '../../../contract/inquiry-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';

/** A value of the pooling area as people read it. One that does not have its form is shown as it was published. */
export function areaValue(t: TFunction, { name, value }: AnswerSlip['parameters'][number]): string {
  switch (name) {
    case 'stop-effect':
      return t(`area-value.${value}`, { defaultValue: value });
    case 'continuous-gap-months':
    case 'waiting-period-months':
      return /^\d+$/.test(value) ? t('area-value.months', { count: Number(value) }) : value;
    case 'credit-rate-employee':
      return Number.isFinite(Number(value)) ? `${String(Math.round(Number(value) * 1e6) / 1e4)}%` : value;
    case 'retiree-credit-monthly':
      return /^\d+$/.test(value) ? t('receipt.yuan', { amount: formatYuan(Number(value)) }) : value;
    default:
      return name satisfies never;
  }
}
