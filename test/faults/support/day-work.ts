import type { CommandBody } from '../../../domain/command/command-rules.ts';
import { isUnbroken } from '../../../domain/day-close/day-chain.ts';
import type { CommandOrigin } from '../../../contract/commands.ts';
import type { DayClose } from '../../../domain/records/day-close.ts';
import { clerksPassword } from './ledger-work.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

import { Violation } from './violation.ts';

/** On this turn, where there is nobody's paper to print, the clerk closes his day, or that of the office. */
export const dayTurn = 37;

/** The only supervisor there is; he signs at everybody's desk, also at the service point's. */
const supervisor = { id: 'clerk-1', loginName: 'clerk1' };

/**
 * How a day is closed: always under the supervisor's signature, since something is nearly always left over in a history. He
 * does not sign for himself, and closes the office's day.
 */
export const dayWork: { readonly 'close-day': (situation: Situation) => Tried } = {
  async 'close-day'({ counter, page }) {
    const scope =
      counter.settings.clerkId === supervisor.id || page.services.length % 2 === 0 ? 'office' : 'clerk';
    const stands = await counter.look('getDay', { scope, day: null });
    if (stands === null) return null;
    const signer = { loginName: supervisor.loginName, password: clerksPassword };
    return codeOf(
      await counter.ask('closeDay', { scope, day: stands.page.day, reason: '线路中断，明日补传', signer }),
    );
  },
};

/** The closed days told a second time: one behind the other for each owner, whatever stands on their pages. */
export class DayRoom {
  readonly #last = new Map<string, { readonly id: string; readonly day: string }>();
  readonly #lines: string[] = [];

  decide(
    { request }: Extract<CommandBody, { readonly kind: 'close-day' }>,
    origin: CommandOrigin,
    day: string,
    command: string,
  ): boolean {
    const owner =
      request.scope === 'office'
        ? `office/${origin.officeId}`
        : `clerk/${request.workstationId ?? ''}/${request.clerkId ?? ''}`;
    const last = this.#last.get(owner);
    if (origin.clerkId !== supervisor.id || request.signature === null) return false;
    if (request.previousId !== (last?.id ?? `first/${owner}`)) return false;
    if (request.day > day || (last !== undefined && request.day <= last.day)) return false;
    this.#last.set(owner, { id: command, day: request.day });
    this.#lines.push(dayLine(owner, request.day, command));
    return true;
  }

  lines(): readonly string[] {
    return this.#lines;
  }
}

/** The closed days as they stand, each chain unbroken: no day was changed, left out or moved by whatever happened. */
export function dayLines(closes: readonly DayClose[]): readonly string[] {
  for (const chain of new Set(closes.map((close) => close.chain))) {
    const days = closes.filter((close) => close.chain === chain);
    if (!isUnbroken(days.toSorted((a, b) => (a.day < b.day ? -1 : 1)))) {
      throw new Violation('difference', `the closed days of ${chain} are no unbroken chain`);
    }
  }
  return closes.map(({ chain, day, id }) => dayLine(chain, day, id));
}

function dayLine(chain: string, day: string, id: string): string {
  return `day ${day} of ${chain} closed by ${id}`;
}
