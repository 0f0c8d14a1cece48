import { createHash } from 'node:crypto';
import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Approval } from '../../../domain/records/approval.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { LedgerEntry } from '../../../domain/records/ledger-entry.ts';
import type { PersonalAccount } from '../../../domain/records/records.ts';
import { ClaimBook } from './claim-oracle.ts';
import { clerksPassword, type LedgerKind } from './ledger-work.ts';
import type { Service } from './oracle-lines.ts';
import type { Posted } from './payment-oracle.ts';

/** Money that went from one account to another. */
interface Moved {
  readonly id: string | null;
  readonly person: string;
  readonly on: string;
  readonly group: string | null;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly reverses: string | null;
  readonly service: string | null;
}

interface Sheet {
  readonly kind: Approval['kind'];
  readonly service: string;
  readonly person: string;
  readonly office: string;
  readonly by: readonly string[];
  readonly amount: number;
  state: string;
  decidedBy: string;
  reason: string;
}

/** What a service does when one of its sheets is decided. */
export interface SheetOwner {
  /** What leaves when the second person approves now; null where nothing may. */
  amountToApprove(service: string, day: string, sheet: string): number | null;
  /** Where it goes then, in the words that are signed. */
  destinationOf(service: string, sheet: string): string;
  approve(service: string, day: string, sheet: string): void;
  /** It goes back to who entered it. */
  sendBack(service: string, day: string, sheet: string, reason: string): void;
}

/** What the oracle shares with this part of it. */
interface Shared {
  readonly servicePoints: ReadonlySet<string>;
  /** What has left a person's account by a service, and has not come back to it; null while that is under way. */
  readonly leftBy: (service: string) => number | null;
  readonly services: Map<string, Service>;
  readonly people: ReadonlyMap<string, unknown>;
  readonly accounts: Map<string, string>;
  readonly settled: ReadonlyMap<string, string>;
  readonly newService: (person: string, origin: CommandOrigin) => Service;
  /** What a clerk has sealed for the central office; null where nobody can open it. */
  readonly openSignature: (sealed: string) => { readonly password: string; readonly subject: string } | null;
}

/**
 * The ledger and the second person, told a second time and as simply as it can be: what was wrong goes back the way it
 * came, once and whole, when somebody who had no hand in it has signed; money that went to the bank does not come back by
 * this: it is claimed (claim-oracle.ts). It shares no line with the rules of the product.
 */
export class LedgerRoom {
  /** In the order in which they were posted. */
  readonly #moved: Moved[] = [];
  readonly #claims: ClaimBook;
  readonly #sheets = new Map<string, Sheet>();
  /** What a service wants to have reversed. */
  readonly #asked = new Map<string, string>();
  readonly #acceptedBy = new Map<string, string>();
  readonly #clerks = new Map<string, { readonly office: string; readonly supervises: boolean }>();
  readonly #shared: Shared;
  readonly owners: Partial<Record<Sheet['kind'], SheetOwner>> = {};

  constructor(shared: Shared) {
    this.#shared = shared;
    this.#claims = new ClaimBook(shared.services, shared.accounts);
  }

  foreign({ table, record }: Change): void {
    if (table === 'clerk') {
      this.#clerks.set(record.id, { office: record.officeId, supervises: record.role === 'supervisor' });
    }
    if (table === 'ledgerEntry') this.#add(movedOf(record));
  }

  decide(
    body: Extract<CommandBody, { readonly kind: LedgerKind }>,
    origin: CommandOrigin,
    day: string,
    command: string,
  ): boolean {
    const before = this.#moved.length;
    const isDone = this.#decide(body, origin, day, command);
    // What was posted together is named after the command that posted it, where it has no name of its own.
    for (const [at, one] of this.#moved.slice(before).entries()) {
      if (one.group === null) this.#moved[before + at] = named(one, command, at + 1);
    }
    return isDone;
  }

  #decide(
    { kind, request }: Extract<CommandBody, { readonly kind: LedgerKind }>,
    origin: CommandOrigin,
    day: string,
    command: string,
  ): boolean {
    const { services, people, newService } = this.#shared;
    const { clerkId, officeId } = origin;
    const clerk = this.#clerks.get(clerkId);
    if (clerk?.office !== officeId) return false;
    if (kind === 'record-claim-repayment') return this.#repay(request, officeId, day);
    const signed = (text: string, destination = '') =>
      this.#isSigned(request.signature, `${text} ${clerkId}`, destination);
    if (kind === 'request-reversal') {
      const { serviceNumber, personId: person, groupId, amount, reason } = request;
      if (!people.has(person) || services.has(serviceNumber) || reason.trim() === '') return false;
      const claims = request.way === 'claim';
      // Money is gone after where payouts are made.
      if (claims && this.#shared.servicePoints.has(officeId)) return false;
      const moves = claims
        ? this.#claimable(person, groupId, serviceNumber)
        : this.#reversible(person, groupId);
      if (moves === null || (typeof moves === 'number' ? moves : this.#sizeOf(groupId, moves)) !== amount)
        return false;
      if (!signed(`accept ${serviceNumber} ${String(amount)}`)) return false;
      services.set(serviceNumber, {
        ...newService(person, origin),
        besideCards: true,
        channel: 'internal',
        steps: [claims ? 'recovery-requested' : 'reversal-requested'],
      });
      if (claims) {
        const by = this.#servicesOf(person, groupId);
        this.#claims.ask(serviceNumber, { person, group: groupId, by, amount });
      }
      this.#asked.set(serviceNumber, groupId);
      this.#sheets.set(`${serviceNumber}/1`, {
        kind: 'reversal',
        ...{ service: serviceNumber, person, office: officeId, by: [clerkId], amount },
        ...{ state: 'waiting', decidedBy: '', reason: '' },
      });
      return true;
    }
    const sheet = this.#sheets.get(request.approvalId);
    const service = services.get(request.serviceNumber);
    if (sheet?.service !== request.serviceNumber || sheet.person !== request.personId) return false;
    if (sheet.state !== 'waiting' || service === undefined) return false;
    // Whoever had a hand in it, whatever else he is; and nobody of another office.
    if (sheet.by.includes(clerkId) || sheet.office !== officeId) return false;
    const owner = this.owners[sheet.kind] ?? null;
    if (owner === null && !service.open) return false;
    if (kind === 'refuse-approval') {
      if (request.reason.trim() === '') return false;
      if (!signed(`refuse ${request.approvalId} ${String(sheet.amount)}`)) return false;
      end(sheet, 'refused', clerkId, request.reason);
      service.steps.push('approval-refused');
      if (owner !== null) {
        owner.sendBack(sheet.service, day, request.approvalId, request.reason);
        return true;
      }
      service.stage = 'withdrawn';
      service.open = false;
      this.#claims.sendBack(sheet.service);
      return true;
    }
    const claimed = this.#claims.claimedBy(sheet.service);
    if (claimed !== undefined) {
      const { person } = sheet;
      const amount = this.#claimable(person, claimed, sheet.service);
      if (this.#claims.isPosted(sheet.service)) return false;
      if (amount !== request.amount || !this.#mayLeave(amount, clerk)) return false;
      if (!signed(`approve ${request.approvalId} ${String(amount)}`)) return false;
      const way = { from: 'recovery-claims', to: 'personal-account', amount };
      this.post({ kind: 'adjustment', person, on: day, ...way, service: sheet.service });
      this.#claims.post(sheet.service, command);
      end(sheet, 'approved', clerkId, '');
      return true;
    }
    const asked = this.#asked.get(sheet.service) ?? '';
    const moves = owner === null ? this.#reversible(sheet.person, asked) : [];
    if (moves === null) return false;
    const leaves =
      owner === null
        ? this.#sizeOf(asked, moves)
        : owner.amountToApprove(sheet.service, day, request.approvalId);
    if (leaves !== request.amount) return false;
    if (!this.#mayLeave(request.amount, clerk)) return false;
    const destination = owner?.destinationOf(sheet.service, request.approvalId) ?? '';
    if (!signed(`approve ${request.approvalId} ${String(request.amount)}`, destination)) return false;
    if (owner !== null) {
      owner.approve(sheet.service, day, request.approvalId);
      end(sheet, 'approved', clerkId, '');
      return true;
    }
    const isRepayment = this.#claims.repaidBy(asked) !== null;
    for (const move of [...moves].reverse()) {
      const { id: reverses, person, from, to, amount } = move;
      const back = { id: null, group: null, kind: 'reversal', on: day, service: sheet.service };
      const mirrored = { ...back, person, from: to, to: from, amount, reverses };
      this.#add(isRepayment ? named(mirrored, `${asked}/reversed`, 1) : mirrored);
    }
    this.#claims.reverse(asked, this.balanceOf(sheet.person));
    end(sheet, 'approved', clerkId, '');
    service.steps.push('reversed');
    service.stage = 'completed';
    service.open = false;
    return true;
  }

  /** What was posted together, if all of it can go back; null otherwise. */
  #reversible(person: string, group: string): readonly Moved[] | null {
    const all = this.#moved.filter((one) => one.person === person);
    const moves = all.filter((one) => one.group === group);
    if (moves.length === 0 || moves.some(({ kind }) => kind === 'reversal')) return null;
    if (all.some(({ reverses }) => moves.some(({ id }) => id !== null && id === reverses))) return null;
    // What was recorded as paid back was only typed, and moves no account.
    if (this.#claims.repaidBy(group) !== null) return moves;
    if (moves.some(({ from, to }) => isBank(from) || isBank(to)) || this.#claims.isRepaid(group)) return null;
    const account = this.#shared.accounts.get(person);
    if (account === undefined || account === 'closed') return null;
    return arrived(all) - arrived(moves) < 0 ? null : moves;
  }

  /** What the second person sees of what goes back. */
  #sizeOf(group: string, moves: readonly Moved[]): number {
    return this.#claims.repaidBy(group) ?? Math.abs(arrived(moves));
  }

  /** What has left by the bank and nobody has claimed yet; null where nothing is to be claimed. */
  #claimable(person: string, group: string, own: string): number | null {
    const moves = this.#moved.filter((one) => one.person === person && one.group === group);
    if (!moves.some(({ from, to }) => isBank(from) || isBank(to))) return null;
    if (this.#shared.accounts.get(person) === undefined) return null;
    const by = this.#servicesOf(person, group);
    let open = -this.#claims.claimedOf(by, own);
    for (const service of by) {
      const left = this.#shared.leftBy(service);
      if (left === null) return null;
      open += left;
    }
    return open > 0 ? open : null;
  }

  /** By which services was posted what was posted together. */
  #servicesOf(person: string, group: string): ReadonlySet<string> {
    const moves = this.#moved.filter((one) => one.person === person && one.group === group);
    return new Set(moves.flatMap(({ service }) => service ?? []));
  }

  /** Money that came in from somebody who owes it. */
  #repay(
    request: Extract<CommandBody, { readonly kind: 'record-claim-repayment' }>['request'],
    office: string,
    day: string,
  ): boolean {
    const { serviceNumber: service, personId: person, amount } = request;
    if (this.#shared.servicePoints.has(office)) return false;
    const group = this.#claims.repay(
      request,
      day,
      (claimed) => this.#moved.find((one) => one.person === person && one.group === claimed)?.on,
    );
    if (group === null) return false;
    const way = { from: 'bank-deposits', to: 'recovery-claims', amount };
    this.post({ kind: 'adjustment', person, on: day, ...way, service, group });
    return true;
  }

  #mayLeave(amount: number, { supervises }: { readonly supervises: boolean }): boolean {
    const most = this.#shared.settled.get(supervises ? 'approval-limit-supervisor' : 'approval-limit-clerk');
    return most !== undefined && amount <= Number(most);
  }

  #add(moved: Moved): void {
    this.#moved.push(moved);
  }

  isOfOffice(clerk: string, office: string): boolean {
    return this.#clerks.get(clerk)?.office === office;
  }

  balanceOf(person: string): number {
    return arrived(this.#moved.filter((one) => one.person === person));
  }

  /** After how many of a person's entries a statement with these sums was right; null where it never was. */
  saidAfter(
    person: string,
    days: { readonly from: string; readonly to: string },
    sums: { readonly opening: number; readonly credits: number; readonly debits: number },
  ): number | null {
    const said = { opening: 0, credits: 0, debits: 0 };
    const agrees = () =>
      said.opening === sums.opening && said.credits === sums.credits && said.debits === sums.debits;
    if (agrees()) return 0;
    const of = this.#moved.filter((one) => one.person === person);
    const last = of.findIndex((one) => {
      if (one.on > days.to) return false;
      const effect = arrived([one]);
      if (one.on < days.from) said.opening += effect;
      else if (effect > 0) said.credits += effect;
      else said.debits -= effect;
      return agrees();
    });
    return last < 0 ? null : last + 1;
  }

  /** One entry that is no reversal, and that none undoes. */
  post({ group, ...posted }: Posted): void {
    const moved = { ...posted, id: null, group: null, reverses: null };
    this.#add(group === undefined ? moved : named(moved, group, 1));
  }

  /**
   * Something waits for the second person; answers the number of its sheet. Whoever had a hand in a payout does not approve
   * it; of a transfer it is who has entered what leaves.
   */
  openSheet(
    kind: Sheet['kind'],
    service: string,
    person: string,
    office: string,
    by: string,
    amount: number,
  ): string {
    const hands = [...this.#sheets.values()].flatMap((one) => (one.service === service ? one.by : []));
    const accepted = this.#acceptedBy.get(service) ?? by;
    const all = [...new Set([accepted, ...hands, by])];
    const id = `${service}/${String(this.countSheets(service) + 1)}`;
    this.#sheets.set(id, {
      ...{ kind, service, person, office, by: all, amount },
      ...{ state: 'waiting', decidedBy: '', reason: '' },
    });
    return id;
  }

  /** Who has accepted what will have a sheet later. */
  noteAccepted(service: string, by: string): void {
    this.#acceptedBy.set(service, by);
  }

  /** What waited for the second person is not wanted any more. */
  withdrawSheet(kind: Sheet['kind'], service: string, reason = ''): void {
    for (const sheet of this.#sheets.values()) {
      if (sheet.service === service && sheet.kind === kind && sheet.state === 'waiting') {
        end(sheet, 'withdrawn', '', reason);
      }
    }
  }

  countSheets(service: string): number {
    return [...this.#sheets.values()].filter((one) => one.service === service).length;
  }

  isSigned(sealed: string, text: string, destination = ''): boolean {
    return this.#isSigned(sealed, text, destination);
  }

  #isSigned(sealed: string, text: string, destination: string): boolean {
    const opened = this.#shared.openSignature(sealed);
    const words =
      destination === '' ? text : createHash('sha256').update(`${text}\n${destination}`).digest('hex');
    return opened?.password === clerksPassword && opened.subject === words;
  }

  /** What must stand at the central office. */
  lines(): readonly string[] {
    return [
      ...this.#moved.map((one, index) => movedLine(index + 1, one)),
      ...[...this.#shared.accounts.keys()].map((person) =>
        balanceLine(person, arrived(this.#moved.filter((one) => one.person === person))),
      ),
      ...[...this.#sheets].map(([id, sheet]) => sheetLine(id, sheet)),
    ];
  }
}

/** The same lines, read off the central office's records. */
export function ledgerLines(records: {
  readonly entries: readonly LedgerEntry[];
  readonly accounts: readonly PersonalAccount[];
  readonly approvals: readonly Approval[];
}): readonly string[] {
  return [
    ...records.entries.map((entry) => movedLine(entry.serial, movedOf(entry))),
    ...records.accounts.map(({ id, balance }) => balanceLine(id, balance)),
    ...records.approvals.map((one) =>
      sheetLine(one.id, {
        kind: one.kind,
        service: one.serviceId,
        person: one.personId,
        office: one.officeId,
        by: one.enteredBy,
        amount: one.amount,
        state: one.state,
        decidedBy: one.decidedBy ?? '',
        reason: one.reason ?? '',
      }),
    ),
  ];
}

function movedOf(entry: LedgerEntry): Moved {
  return {
    id: entry.id,
    person: entry.personId ?? 'nobody',
    on: entry.postedOn,
    group: entry.groupId,
    kind: entry.kind,
    from: entry.debitAccount,
    to: entry.creditAccount,
    amount: entry.amount,
    reverses: entry.reversesId,
    service: entry.serviceId,
  };
}

/** An entry as it is called: after what was posted together, and its place in that. */
function named(moved: Moved, group: string, place: number): Moved {
  return { ...moved, group, id: `${group}/${String(place)}` };
}

/** What has come to the person's account, less what has left it. */
function arrived(moves: readonly Moved[]): number {
  const his = 'personal-account';
  return moves.reduce(
    (sum, { from, to, amount }) => sum + (to === his ? amount : 0) - (from === his ? amount : 0),
    0,
  );
}

function isBank(account: string): boolean {
  return ['bank-deposits', 'payouts-payable', 'transfers-payable'].includes(account);
}

function end(sheet: Sheet, state: string, by: string, reason: string): void {
  sheet.state = state;
  sheet.decidedBy = by;
  sheet.reason = reason;
}

function movedLine(serial: number, moved: Moved): string {
  const { person, on, kind, from, to, amount, reverses, service } = moved;
  const why = `${reverses ?? 'nothing'} reversed, by ${service ?? 'nobody'}`;
  return `entry ${String(serial)}: ${person}, ${on}, ${kind}, ${String(amount)} from ${from} to ${to}, ${why}`;
}

function balanceLine(person: string, balance: number): string {
  return `balance ${person}: ${String(balance)}`;
}

function sheetLine(id: string, sheet: Readonly<Sheet>): string {
  const { kind, service, person, office, by, amount, state, decidedBy, reason } = sheet;
  return `sheet ${id}: ${kind} of ${service}, ${person}, ${office}, by ${by.join(' ')}, ${String(amount)}, ${state} ${decidedBy} ${reason}`;
}
