import type { CommandRequests } from '../../../domain/command/command-rules.ts';
import { agent, guardian } from '../../../domain/testing/county.ts';
import { askingStatement } from '../../../domain/testing/statements.ts';
import type { LedgerRoom } from './ledger-oracle.ts';
import type { Service } from './oracle-lines.ts';
import { comesRightly, type PersonAtTheCounter } from './people-at-the-counter.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

const { channel, document, representative, photoCompared } = askingStatement;

/** On this turn whoever has nothing else to do asks what has moved on his account. */
export const statementTurn = 36;
/** Of all turns that there are. */
export const turns = 38;

/** How a clerk comes to a statement: of everything, or of one kind, for the person himself or who acts for him. */
export const statementWork: { readonly 'issue-statement': (situation: Situation) => Tried } = {
  async 'issue-statement'({ counter, personId, page }) {
    const status = await counter.look('getCounterStatus', {});
    const services = page.services.length;
    return codeOf(
      await counter.ask('issueStatement', {
        ...{ personId, channel, document, representative, photoCompared },
        ...(page.age < 16
          ? { channel: 'guardian', representative: guardian }
          : services % 2 === 1
            ? { channel: 'agent', representative: agent }
            : {}),
        from: '2000-01-01',
        to: status?.today ?? '',
        scope: services % 3 === 0 ? 'spending' : 'all',
      }),
    );
  },
};

/** A statement told a second time: somebody who lives, with the papers that it takes, and sums that the account once had, and after how many movements. */
export function statesTruly(
  request: CommandRequests['issue-statement'],
  who: {
    readonly person: PersonAtTheCounter | undefined;
    readonly dead: boolean | undefined;
    readonly hasAccount: boolean;
  },
  ledger: LedgerRoom,
  day: string,
  service: Service,
): { readonly service: Service; readonly movements: number } | null {
  const { personId, from, to, figures, channel: way, representative: acting } = request;
  const { person, dead, hasAccount } = who;
  if (person === undefined || dead !== false || !hasAccount) return null;
  if (!comesRightly(request, person) || from > to || to > day) return null;
  const movements = ledger.saidAfter(personId, { from, to }, figures);
  if (movements === null) return null;
  const steps = ['statement-issued'];
  return {
    service: { ...service, stage: 'completed', open: false, steps, channel: way, representative: acting },
    movements,
  };
}
