import { fail, type Failure } from '../contract/envelope.ts';
import type { PinEntryOpening } from '../contract/pin-services.ts';
import type { Clerk, PresentedDocument } from '../domain/records/records.ts';
import type { CounterStorage } from './ports.ts';
import { RunningBatches } from './employer-batch/running-batches.ts';
import { KnownBlankUse } from './blank-use.ts';
import { Looks } from './looks.ts';
import { RosterShelf, type JudgedMovements, type JudgedRoster } from './roster-shelf.ts';
import { SignInLimit } from './sign-in-limit.ts';

export type Refused = { readonly ok: false; readonly error: Failure };

/** Who sits at this workstation now. Kept in memory only: a restart asks for the password again. */
export class Session {
  #clerkId: string | null = null;
  #locked = false;
  readonly signInLimit = new SignInLimit();
  readonly looks = new Looks();
  readonly rosters = new RosterShelf<JudgedRoster>();
  readonly movements = new RosterShelf<JudgedMovements>();
  readonly batchRuns = new RunningBatches();
  /** Of no clerk: what the county used on the days that are over. */
  readonly blankUse = new KnownBlankUse();
  /** Documents that holders have shown for a password, by the service of the card; of this clerk alone. */
  readonly holders = new Map<string, PresentedDocument>();
  /** Who stands at the counter for a password that is changed or reset, by the person; of this clerk alone. */
  readonly pinEntries = new Map<string, PinEntryOpening>();
  readonly #storage: CounterStorage;

  constructor(storage: CounterStorage) {
    this.#storage = storage;
  }

  open(clerkId: string): void {
    if (clerkId !== this.#clerkId) {
      this.rosters.clear();
      this.movements.clear();
      this.holders.clear();
      this.pinEntries.clear();
      this.batchRuns.stopAll();
    }
    this.#clerkId = clerkId;
    this.#locked = false;
    this.looks.clear();
  }

  close(): void {
    this.#clerkId = null;
    this.looks.clear();
    this.rosters.clear();
    this.movements.clear();
    this.holders.clear();
    this.pinEntries.clear();
    this.batchRuns.stopAll();
    this.#locked = false;
  }

  lock(): void {
    if (this.#clerkId !== null) this.#locked = true;
  }

  unlock(): void {
    this.#locked = false;
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** The signed-in clerk as he is recorded now: one who was made inactive meanwhile is out at once. */
  clerk(): Clerk | null {
    if (this.#clerkId === null) return null;
    const clerk = this.#storage.records.get('clerk', this.#clerkId)?.record;
    return clerk?.active === true ? clerk : null;
  }

  /** As `worker`, for what only a supervisor may do. */
  supervisor(): { readonly ok: true; readonly clerk: Clerk } | Refused {
    const worker = this.worker();
    return worker.ok && worker.clerk.role !== 'supervisor' ? fail('supervisor-needed') : worker;
  }

  /** The clerk who may work now, or why nobody may. */
  worker(): { readonly ok: true; readonly clerk: Clerk } | Refused {
    const clerk = this.clerk();
    if (clerk === null) return fail('not-signed-in');
    return this.#locked ? fail('screen-locked') : { ok: true, clerk };
  }
}
