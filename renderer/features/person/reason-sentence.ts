import type { TFunction } from 'i18next';
import type { ContributionsView } from '../../../contract/contribution-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';

type Reason = ContributionsView['today']['pooled']['reason'];

/** The sentence of a reason: what is reckoned in fen and in shares is said in yuan and in per cent. */
export function reasonSentence(t: TFunction, { code, params }: Reason): string {
  return t(`rights-reason.${code}`, {
    ...params,
    ...inYuan('amount', params['amount']),
    ...inYuan('base', params['base']),
    ...(params['rate'] === undefined ? {} : { rate: percentOf(params['rate']) }),
  });
}

function inYuan(name: string, fen: string | number | undefined): Readonly<Record<string, string>> {
  return typeof fen === 'number' ? { [name]: formatYuan(fen) } : {};
}

/** '0.02' is 2%; no share that is published has more than six decimals. */
function percentOf(rate: string | number): string {
  return `${String(Math.round(Number(rate) * 1_000_000) / 10_000)}%`;
}
