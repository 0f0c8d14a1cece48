import type { PaperPrintEnd, ReclaimOutcome } from '../../../domain/records/paper-print.ts';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

/** On this turn a paper comes out, or it is told how it ended. */
const printTurn = 37;

type PrintKind = 'record-print' | 'record-print-end' | 'record-paper-reclaimed';
type WorkItem = CallOutput<'listWork'>['items'][number];

const ends: readonly PaperPrintEnd[] = ['printed', 'refused', 'handed-over', 'cancelled', 'lost'];
const outcomes: readonly ReclaimOutcome[] = ['taken-back', 'not-obtainable'];

/** First a receipt of his last service is asked for, and then its queue says how it ended. */
export function printKindFor(situation: Situation): PrintKind | null {
  if (situation.turn !== printTurn || lastService(situation) === undefined) return null;
  return openPrint(situation) === undefined ? 'record-print' : 'record-print-end';
}

/** How a clerk comes to print, what becomes of it, and what he does with paper that nothing stands behind. */
export const printWork: { readonly [K in PrintKind]: (situation: Situation) => Tried } = {
  async 'record-print'(situation) {
    const serviceNumber = lastService(situation);
    if (serviceNumber === undefined) return null;
    const print = { paper: 'issue-receipt', serviceNumber } as const;
    const first = await situation.counter.ask('recordPrint', print);
    if (codeOf(first) !== 'reprint-reason-missing') return codeOf(first);
    return codeOf(await situation.counter.ask('recordPrint', { ...print, reason: 'damaged' }));
  },
  async 'record-print-end'(situation) {
    const print = openPrint(situation);
    if (print === undefined) return null;
    const end = ends[print.reprint % ends.length] ?? 'printed';
    return codeOf(await situation.counter.ask('recordPrintEnd', { printId: print.id, end }));
  },
  // Of what was settled before anybody asked for the paper; of the others it is recorded with the settling.
  async 'record-paper-reclaimed'({ counter }) {
    const waiting = await counter.look('listPapersToReclaim', {});
    const [paper] = waiting?.papers ?? [];
    if (paper === undefined) return null;
    const said = { printId: paper.printId, outcome: 'taken-back', note: null } as const;
    return codeOf(await counter.ask('recordPaperReclaimed', said));
  },
};

/** What the clerk says of the papers of an item that he settles. */
export function saidOfPapers({ papers }: WorkItem) {
  return papers.map(({ printId }, index) => {
    const outcome = outcomes[index % outcomes.length] ?? 'taken-back';
    return { printId, outcome, note: outcome === 'taken-back' ? null : '本人已离开本县' };
  });
}

function lastService({ page }: Situation): string | undefined {
  return page.services.toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1))[0]?.serviceNumber;
}

function openPrint(situation: Situation) {
  const { counter } = situation;
  const subject = lastService(situation);
  const here = counter.settings.place.workstationId;
  return counter.storage.records
    .find('paperPrint', 'subject', subject ?? '')
    .find(({ workstationId, result }) => workstationId === here && result === null);
}
