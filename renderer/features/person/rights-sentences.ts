import type { TFunction } from 'i18next';
import type { ContributionsView } from '../../../contract/contribution-views.ts';
import { listOf } from '../../components/formatting.ts';
import { reasonSentence } from './reason-sentence.ts';

type Today = ContributionsView['today'];

/** What the pooled fund gives today: why, since when not, from when again, how long still. */
export function pooledSentence(t: TFunction, today: Today): string {
  const { pooled, sealedSince, coveredAgainFrom, lastCoveredMonth } = today;
  return [
    reasonSentence(t, pooled.reason),
    sealedSince === null ? '' : t('rights.sealedSince', { month: sealedSince }),
    coveredAgainFrom === null ? '' : t('rights.coveredAgainFrom', { month: coveredAgainFrom }),
    lastCoveredMonth === null ? '' : t('rights.lastCovered', { month: lastCoveredMonth }),
  ].join('');
}

/** What can still be made good, and until when; null where nothing is open. */
export function makeGoodSentence(t: TFunction, language: string, { makeGood }: Today): string | null {
  switch (makeGood.answer) {
    case 'nothing-open':
      return null;
    case 'undecided':
      return reasonSentence(t, makeGood.reason);
    case 'too-late':
      return t('rights.tooLate', { until: makeGood.until });
    case 'possible': {
      const due = [...makeGood.months, ...(makeGood.dueNow === null ? [] : [makeGood.dueNow])];
      const said = { months: listOf(language, due), count: due.length };
      return makeGood.until === null
        ? t('rights.possible', said)
        : t('rights.possibleUntil', { ...said, until: makeGood.until });
    }
    default:
      return makeGood satisfies never;
  }
}

/** What the sentence about making good rests on: up to three months count as continuous; undefined where none is said. */
export function makeGoodBasis({ makeGood }: Today): Today['pooled']['reason']['basis'] | undefined {
  switch (makeGood.answer) {
    case 'nothing-open':
      return undefined;
    case 'undecided':
      return makeGood.reason.basis;
    case 'possible':
    case 'too-late':
      return 'transfer-rules-2021-43';
    default:
      return makeGood satisfies never;
  }
}
