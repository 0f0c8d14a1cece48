import { constants, createHash, publicEncrypt, randomBytes, randomUUID } from 'node:crypto';
import { hashedCommand } from '../../contract/hashed-command.ts';
import {
  batchAnswer,
  enrolmentAnswer,
  feedPage,
  helloAnswer,
  snapshotPage,
  type CommandAnswer,
  type CommandEnvelope,
  type EnrolmentAnswer,
  type FeedPage,
  type HelloAnswer,
} from '../../contract/sync-protocol.ts';
import { recordTables, tableNames, type TableName } from '../../domain/records/record-tables.ts';
import { blankSerial, cardNumberOf, documentNumberOf, personId } from './small-county.ts';

const at = '2026-11-22T09:30:00.000+08:00';
const today = '2026-11-22';

/** A counter as the central office sees it: a credential, and commands made as a counter makes them. */
export class Desk {
  readonly url: string;
  readonly hello: HelloAnswer;
  readonly enrolled: EnrolmentAnswer;

  private constructor(url: string, hello: HelloAnswer, enrolled: EnrolmentAnswer) {
    this.url = url;
    this.hello = hello;
    this.enrolled = enrolled;
  }

  static async enrol(url: string, officeId: string | null = null): Promise<Desk> {
    const hello = helloAnswer.parse(await (await fetch(`${url}/v1/hello`)).json());
    const answer = await fetch(`${url}/v1/enrolments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'demonstration', officeId }),
    });
    return new Desk(url, hello, enrolmentAnswer.parse(await answer.json()));
  }

  /** The same counter, with the central office at another address. */
  at(url: string): Desk {
    return new Desk(url, this.hello, this.enrolled);
  }

  get(path: string, signal?: AbortSignal): Promise<Response> {
    const headers = { authorization: `Bearer ${this.enrolled.token}` };
    return fetch(`${this.url}${path}`, signal === undefined ? { headers } : { headers, signal });
  }

  post(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.enrolled.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async push(...commands: readonly unknown[]): Promise<readonly CommandAnswer[]> {
    const answer = await this.post('/v1/commands', { epoch: this.hello.epoch, commands });
    return batchAnswer.parse(await answer.json()).answers;
  }

  async feed(after: number, limit = 1000, wait = 0): Promise<FeedPage> {
    const query = new URLSearchParams({
      epoch: this.hello.epoch,
      after: String(after),
      limit: String(limit),
      wait: String(wait),
    });
    return feedPage.parse(await (await this.get(`/v1/feed?${query.toString()}`)).json());
  }

  /** The whole county as a new counter reads it, in pages, with the head of the first page. */
  async snapshot(limit = 7): Promise<{ readonly head: number; readonly records: Records }> {
    const records = new Records();
    let head: number | undefined;
    for (const table of tableNames) {
      for (let after: string | null = ''; after !== null;) {
        const query: URLSearchParams = new URLSearchParams({ table, after, limit: String(limit) });
        const page = snapshotPage.parse(await (await this.get(`/v1/snapshot?${query.toString()}`)).json());
        head ??= page.head;
        for (const row of page.rows) records.putRow(table, row);
        after = page.next;
      }
    }
    return { head: head ?? 0, records };
  }

  /** Records as they are after the snapshot and everything that the feed tells since. */
  async replica(limit = 5): Promise<Records> {
    const { head, records } = await this.snapshot();
    for (let after = head; ;) {
      const page = await this.feed(after, limit);
      for (const { sequence, change } of page.changes) {
        records.put(change.table, change.record);
        after = sequence;
      }
      if (page.changes.length === 0) return records;
    }
  }

  seal(cardNumber: string, pin: string): string {
    const plain = JSON.stringify({ pin, subject: cardNumber, nonce: randomBytes(12).toString('hex') });
    return publicEncrypt(
      { key: this.hello.pinPublicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from(plain),
    ).toString('base64');
  }

  command(kind: string, request: unknown, change: Partial<CommandEnvelope> = {}): CommandEnvelope {
    const { officeId, workstationId } = this.enrolled;
    const origin = change.origin ?? { officeId, workstationId, clerkId: 'C01', today, at };
    const hash = createHash('sha256').update(hashedCommand({ kind, request, origin })).digest('hex');
    return { id: randomUUID(), kind, request, origin, hash, ...change };
  }

  accept(person: number, running: number, change: Partial<CommandEnvelope> = {}): CommandEnvelope {
    return this.command('accept-card-application', this.#application(person, running), change);
  }

  #application(person: number, running: number) {
    return {
      serviceNumber: this.service(running),
      personId: personId(person),
      channel: 'in-person',
      documentKind: 'resident-id-card',
      documentNumber: documentNumberOf(person),
      documentName: `张${String.fromCodePoint(0x4e00 + person)}`,
      documentValidUntil: 'long-term',
      photoCompared: true,
    };
  }

  /** Every command of one card, in order, as the counter makes them; `way` says who comes and for which card. */
  issue(
    person: number,
    running: number,
    blankNumber: number,
    pin = '285713',
    way: { readonly accept?: object; readonly handOver?: object } = {},
  ): readonly CommandEnvelope[] {
    const serviceNumber = this.service(running);
    const step = { serviceNumber, personId: personId(person) };
    const blank = blankSerial(Number(this.enrolled.workstationId.slice(-1)), blankNumber);
    const cardNumber = cardNumberOf(blank);
    const make = (name: string) =>
      this.command('record-card-production', { ...step, blankSerial: blank, step: name, note: null });
    return [
      this.command('accept-card-application', { ...this.#application(person, running), ...way.accept }),
      make('chip-written'),
      make('printed'),
      make('verified'),
      this.command('set-card-pin', { ...step, cardNumber, sealedPin: this.seal(cardNumber, pin) }),
      this.command('hand-over-card', {
        ...step,
        cardNumber,
        blankSerial: blank,
        receiptSigned: true,
        ...way.handOver,
      }),
    ];
  }

  service(running: number): string {
    const workstation = this.enrolled.workstationId.slice(-3).replace(/\D/g, '0');
    return `330122-20261122-${workstation}-${String(running).padStart(4, '0')}`;
  }
}

/** Records by table and id, comparable whatever order they came in. */
export class Records {
  readonly #tables = new Map<TableName, Map<string, unknown>>();

  put(table: TableName, record: { readonly id: string }): void {
    const records = this.#tables.get(table) ?? new Map<string, unknown>();
    records.set(record.id, record);
    this.#tables.set(table, records);
  }

  putRow(table: TableName, row: readonly unknown[]): void {
    const fields = Object.keys(recordTables[table].fields);
    const id = String(row[fields.indexOf('id')]);
    const record = Object.fromEntries(fields.map((field, index) => [field, row[index]]));
    this.put(table, { ...record, id });
  }

  get(table: TableName, id: string): unknown {
    return this.#tables.get(table)?.get(id);
  }

  ids(table: TableName): readonly string[] {
    return [...(this.#tables.get(table)?.keys() ?? [])];
  }

  /** Everything, sorted: two of these are equal when the records are. */
  all(): unknown {
    return tableNames.map((table) => [
      table,
      [...(this.#tables.get(table) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
    ]);
  }
}

export function outcomes(answers: readonly CommandAnswer[]): readonly string[] {
  return answers.map((answer) => {
    switch (answer.outcome) {
      case 'applied':
        return answer.duplicate ? 'applied again' : 'applied';
      case 'refused':
        return `refused ${answer.refusals.map(({ code }) => code).join(' ')}${answer.duplicate ? ' again' : ''}`;
      case 'rejected':
        return `rejected ${answer.code}`;
      default:
        return answer satisfies never;
    }
  });
}
