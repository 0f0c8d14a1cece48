import { typePinAtPad } from '../helpers/pin-at-pad.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../contract/counter-calls.ts';
import { witnessAt } from '../helpers/central-witness.ts';
import { root } from '../helpers/machine.ts';
import {
  dumpOf,
  filesUnder,
  found,
  pagesOf,
  plantedForms,
  recordingLine,
  type Places,
} from '../helpers/pin-search.ts';
import { until } from '../helpers/until.ts';

/** Typed at the counter in turn; each would be known again. */
const pins = { set: '285713', changed: '739164', wrong: '918273', renewed: '604827' } as const;

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-pin-nowhere-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A program of the product, with everything that it says. */
function start(script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'pipe' });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  return {
    lines,
    write: (line: string) => child.stdin.write(`${line}\n`),
    said: () => Buffer.concat(said),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

async function startCentral(folder: string) {
  const office = start(
    'central/main.ts',
    '--demonstration',
    '--exit-with-parent',
    '--data',
    folder,
    '--persons',
    '60',
    '--port',
    '0',
  );
  const url = await new Promise<string>((resolve) => {
    office.lines.on('line', (line) => {
      const told = /"listening":"([^"]+)"/.exec(line)?.[1];
      if (told !== undefined) resolve(told);
    });
  });
  return { ...office, url };
}

function startCounter(folder: string, central: string) {
  const program = start('electron/backend/headless.ts', '--data', folder, '--central', central, '--key-file');
  const waiting = new Map<number, (line: { readonly ok: boolean; readonly value?: unknown }) => void>();
  program.lines.on('line', (text) => {
    const line = JSON.parse(text) as { readonly id: number; readonly ok: boolean; readonly value?: unknown };
    waiting.get(line.id)?.(line);
  });
  let last = 0;
  return {
    ...program,
    async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
      last += 1;
      const answer = new Promise<{ readonly ok: boolean; readonly value?: unknown }>((resolve) => {
        waiting.set(last, resolve);
      });
      program.write(JSON.stringify({ id: last, call: name, input }));
      const line = await answer;
      if (!line.ok) throw new Error(`${name}: ${JSON.stringify(line)}`);
      return line.value as CallOutput<Name>;
    },
  };
}

describe('a card password', () => {
  it('is in clear nowhere: not on the line, in a log, an answer, a file, a page of a database or a dump of it', async () => {
    const [there, here] = [freshFolder(), freshFolder()];
    const office = await startCentral(there);
    const line = await recordingLine(office.url);
    const counter = startCounter(here, line.url);
    await until('the counter is whole', async () => {
      const { firstSynchronisation, connection } = await counter.call('getCounterStatus', {});
      return firstSynchronisation.done && connection.state === 'online';
    });
    await counter.call('signIn', { loginName: 'clerk2', password: 'guitai-demo-2' });
    const witness = await witnessAt(office.url);
    const withCard = new Set((await witness.records('card')).map(({ personId }) => personId));
    const served = new Set((await witness.records('serviceRecord')).map(({ personId }) => personId));
    const person = (await witness.records('insuredPerson')).find(
      (one) =>
        !withCard.has(one.id) &&
        !served.has(one.id) &&
        one.deceasedOn === null &&
        one.documentKind === 'resident-id-card' &&
        one.birthDate < '2005',
    );
    if (person === undefined) throw new Error('nobody is without a card');
    const personId = person.id;
    const { validUntil, name, documentKind, documentNumber } = await counter.call('readIdentityDocument', {
      personId,
    });
    const document = { name, documentKind, documentNumber, documentValidUntil: validUntil };

    // Set at the hand-over, changed, tried with a wrong one, renewed.
    const { serviceNumber } = await counter.call('acceptCardApplication', {
      personId,
      channel: 'in-person',
      documentKind,
      documentNumber,
      documentName: name,
      documentValidUntil: validUntil,
      photoCompared: true,
    });
    const blankSerial = (await counter.call('listBlankCards', {})).next[0]?.blankSerial ?? '';
    for (const step of ['chip-written', 'printed', 'verified'] as const) {
      await counter.call('recordCardProduction', { serviceNumber, blankSerial, step, note: null });
    }
    await typePinAtPad(counter, { serviceNumber }, pins.set);
    const { cardNumber } = await counter.call('handOverCard', { serviceNumber, receiptSigned: true });
    const asked = {
      ...{ personId, cardNumber: cardNumber ?? '', document, photoCompared: true },
      ...({ channel: 'in-person', representative: null } as const),
    };
    const entries = [
      ['change-card-pin', pins.set, pins.changed],
      ['change-card-pin', pins.wrong, pins.renewed],
      ['reset-card-pin', null, pins.renewed],
    ] as const;
    for (const [service, old, first] of entries) {
      await counter.call('openPinEntry', { ...asked, service });
      await typePinAtPad(counter, { personId, old }, first);
    }
    await until('the central office has answered all of them', async () => {
      const { services } = await counter.call('getPersonPage', { personId });
      return services.every(({ confirmation }) => confirmation !== 'waiting');
    });
    const page = await counter.call('getPersonPage', { personId });
    expect(page.services.map(({ confirmation }) => confirmation).sort()).toEqual([
      ...['confirmed', 'confirmed', 'confirmed', 'refused'],
    ]);

    // While both run, then after both have ended.
    const running: Places = new Map([...filesUnder(here), ...filesUnder(there)]);
    await counter.stop();
    await office.stop();
    line.close();
    const places: Places = new Map([
      ...[...running].map(([place, bytes]) => [`running ${place}`, bytes] as const),
      ...filesUnder(here),
      ...filesUnder(there),
      ['the line', line.carried()],
      ['what the counter said', counter.said()],
      ['what the central office said', office.said()],
      ['the pages of the counter', await pagesOf(here)],
      ['a dump of the central office', await dumpOf(there)],
    ]);

    // The search sees what is there.
    const seen = (place: string, text: string) => places.get(place)?.includes(text) === true;
    expect(seen('the pages of the counter', cardNumber ?? '')).toBe(true);
    expect(seen('a dump of the central office', cardNumber ?? '')).toBe(true);
    expect(seen('the line', 'sealedOldPin')).toBe(true);
    expect(seen('what the counter said', personId)).toBe(true);
    expect(seen('what the central office said', 'batch decided')).toBe(true);
    for (const planted of plantedForms(pins.wrong)) {
      expect(found(new Map([['planted', planted]]), Object.values(pins))).not.toEqual([]);
    }
    // And found nothing of what must not be.
    expect(found(places, Object.values(pins))).toEqual([]);
  });
});
