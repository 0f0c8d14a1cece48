import type { CommandKind } from '../../../domain/command/command-rules.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { SharedRecords } from '../../helpers/counter-records.ts';
import { contributionLines } from './contribution-oracle.ts';
import type { Counter } from './counter.ts';
import { dayLines } from './day-work.ts';
import type { Happened } from './decision-log.ts';
import { ledgerLines } from './ledger-oracle.ts';
import type { Office } from './office.ts';
import { standing } from './oracle-lines.ts';
import { Oracle } from './oracle.ts';
import { paperLines } from './paper-lines.ts';
import { paymentLines } from './payment-oracle.ts';
import { payoutLines } from './payout-oracle.ts';
import { printLines } from './print-oracle.ts';
import { parseRecords, same } from './record-rows.ts';
import { transferLines } from './transfer-lines.ts';
import { Violation } from './violation.ts';

/** What is held against what. */
export interface Sides {
  readonly office: Office;
  readonly county: string;
  readonly counters: readonly Counter[];
  /** The records with which the county began. */
  readonly beginning: readonly Change[];
}

export type Verdicts = ReadonlyMap<string, 'applied' | 'refused'>;

/** Every command once, and each as the oracle says; in the end what the oracle sees stands there. */
export class DecisionChecker {
  readonly verdicts = new Map<string, 'applied' | 'refused'>();
  readonly kinds: CommandKind[] = [];
  readonly #sides: Sides;
  readonly #oracle: Oracle;
  /** So much of what happened at the central office was told to the oracle. */
  #told = 0;

  constructor(sides: Sides) {
    const { office, beginning } = sides;
    this.#sides = sides;
    this.#oracle = new Oracle(
      beginning,
      (sealed) => office.openSealedPin(sealed),
      (sealed) => office.openSignature(sealed),
      (answer) => office.areas.said(answer),
    );
  }

  check(there: SharedRecords): void {
    const { office, county } = this.#sides;
    const happened = office.log.of(county);
    for (const one of happened.slice(this.#told)) this.#tell(one);
    this.#told = happened.length;
    same('the central office', standingAt(there), 'the oracle', this.#oracle.expected());
  }

  #tell(happened: Happened): void {
    switch (happened.what) {
      case 'follows':
        return;
      case 'together': {
        this.#oracle.followLate();
        return;
      }
      case 'foreign': {
        this.#oracle.foreign(happened.change, happened.day);
        return;
      }
      case 'turn': {
        this.#oracle.turnMonth(happened.day);
        return;
      }
      case 'command': {
        this.#decide(happened);
        return;
      }
      default:
        happened satisfies never;
    }
  }

  #decide({ id, outcome, effects, day }: Extract<Happened, { readonly what: 'command' }>): void {
    if (this.verdicts.has(id)) throw new Violation('duplicate', 'a command was decided twice');
    this.verdicts.set(id, outcome);
    const entry = this.#sides.counters
      .map((counter) => counter.file.outbox.get(id))
      .find((one) => one !== undefined);
    if (entry === undefined) throw new Violation('loss', 'a command was decided that is in no outbox');
    const expected = this.#oracle.decide(entry.body, entry.origin, day, entry.id) ? 'applied' : 'refused';
    if (expected !== outcome) {
      const why = entry.refusals.map(({ code }) => code).join(' ');
      throw new Violation(
        'difference',
        `${entry.body.kind} was ${outcome}, the oracle says ${expected}${why === '' ? '' : ` (${why})`}`,
      );
    }
    const keys = new Set(effects.map(({ table, record }) => `${table} ${record.id}`));
    if (keys.size !== effects.length) {
      throw new Violation('duplicate', `${entry.body.kind} changed a record twice`);
    }
    if (outcome === 'applied') this.kinds.push(entry.body.kind);
    if (effects.length > 0 !== (outcome === 'applied')) {
      throw new Violation('difference', `${entry.body.kind} was ${outcome} with ${effects.length} effects`);
    }
  }
}

/** What stands at the central office, in the lines of the oracle. */
function standingAt(there: SharedRecords): readonly string[] {
  return [
    ...standing({
      blanks: parseRecords(there, 'blankCard'),
      cards: parseRecords(there, 'card'),
      services: parseRecords(there, 'serviceRecord'),
      attachments: parseRecords(there, 'attachment'),
      batches: parseRecords(there, 'employerBatch'),
      counts: parseRecords(there, 'stockCount'),
      parcels: parseRecords(there, 'parcel'),
      bankAccounts: parseRecords(there, 'financialAccount'),
      bankRequests: parseRecords(there, 'bankRequest'),
    }),
    ...contributionLines({
      persons: parseRecords(there, 'insuredPerson'),
      accounts: parseRecords(there, 'personalAccount'),
      periods: parseRecords(there, 'contributionPeriod'),
    }),
    ...ledgerLines({
      entries: parseRecords(there, 'ledgerEntry'),
      accounts: parseRecords(there, 'personalAccount'),
      approvals: parseRecords(there, 'approval'),
    }),
    ...paperLines(parseRecords(there, 'registeredPaper')),
    ...printLines(parseRecords(there, 'paperPrint')),
    ...payoutLines(parseRecords(there, 'payout')),
    ...paymentLines(parseRecords(there, 'payment')),
    ...dayLines(parseRecords(there, 'dayClose')),
    ...transferLines({
      transfers: parseRecords(there, 'relationshipTransfer'),
      remittances: parseRecords(there, 'incomingRemittance'),
    }),
  ].sort();
}
