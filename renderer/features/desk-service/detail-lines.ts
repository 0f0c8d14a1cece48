import type { TFunction } from 'i18next';
import type { ServiceView } from '../../../contract/counter-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';

/** A line of what only one kind of service says: the key of its label, and its value. */
export type DetailLine = readonly [label: string, value: string];

/** What only this kind of service says, line by line, for its page and its paper. */
export function detailLines(details: ServiceView['details'], t: TFunction): readonly DetailLine[] {
  if (details === null) return [];
  const yuan = (amount: number) => t('receipt.yuan', { amount: formatYuan(amount) });
  switch (details.of) {
    case 'suspend-insurance':
      return [
        ['service-details.suspension', t(`service-details.ground-${details.ground}`)],
        ['service-details.lastMonth', details.lastMonth],
      ];
    case 'resume-insurance':
      return [
        [
          'service-details.resumption',
          t(details.employerId === null ? 'service-details.flexible' : 'service-details.employee'),
        ],
        ['service-details.fromMonth', details.fromMonth],
        ['service-details.base', yuan(details.base)],
      ];
    case 'register-back-payment':
      return [
        [
          'service-details.months',
          t('service-details.monthsValue', { from: details.fromMonth, to: details.toMonth }),
        ],
        ['service-details.base', yuan(details.base)],
        ['service-details.amount', yuan(details.amount)],
      ];
    case 'change-card-pin':
      return [['service-details.triesLeft', String(details.triesLeft)]];
    default:
      return details satisfies never;
  }
}
