import { expect, type Page } from '@playwright/test';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { databaseFile } from '../../electron/backend/backend.ts';
import { calls, ShimControl, shimEnvironment, type Fault } from '../faults/storage/shim.ts';
import { backendProcess, type CounterProgram } from '../helpers/counter-program.ts';
import { connectToCounter } from '../helpers/counter-records.ts';
import { ClerkAtDesk, goodPin, typeOnPad } from './clerk.ts';
import { anApplicant, test, type County } from './county.ts';
import { scan } from './keyboard.ts';
import { lookAt } from './looks.ts';

/** The disk under the counter's file fails, as test/faults/storage/shim.c has it fail: what the clerk is told of it. */

test.skip(process.platform !== 'linux', 'the shim is for Linux');

const lasting = { at: 0, lasting: true, torn: false } as const;
const full: Fault = { kinds: calls.write | calls.truncate | calls.name, error: 'ENOSPC', ...lasting };
/** The commit fails at its sync, and so does what is written over it: nobody knows what is on the disk. */
const unsynced: Fault = { kinds: calls.sync, error: 'EIO', ...lasting };
/** A command reads fewer pages than so many; a checkpoint reads some hundreds. */
const duringCheckpoint: Fault = { kinds: calls.read, error: 'EIO', at: 40, lasting: false, torn: false };

/** What the key of the next step says, one after the other. */
const production = [
  ...['production.do-chip-written', 'production.do-printed', 'production.do-verified'],
  'pin.open',
] as const;

/** The program on a disk that can be made to fail. */
async function openOnDisk(
  county: County,
  options: Parameters<County['openProgram']>[0] = {},
): Promise<{ readonly program: CounterProgram; readonly disk: ShimControl }> {
  const folder = dirname(county.centralFolder);
  const control = join(folder, 'shim-control');
  const disk = new ShimControl(control);
  const environment = shimEnvironment({
    ...{ folder: join(folder, 'counter'), names: databaseFile },
    ...{ control, journal: null, marks: null },
  });
  return { program: await county.openProgram({ ...options, environment }), disk };
}

test('a card is issued on a disk that is full and fails: what is not saved and what nobody knows, each in its words', async ({
  county,
}) => {
  const person = await anApplicant(county, 3);
  const { program, disk } = await openOnDisk(county, { appearance: { language: 'zh-CN', theme: 'light' } });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  const notice = (where: Page = page) => where.getByRole('alert').filter({ hasText: /./ });
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();

  disk.fail(full);
  await desk.press('F10');
  await expect(notice()).toHaveText(say('failure.not-saved') + say('error.storage-full'));
  await expect(desk.documentNumber()).toHaveValue(person.documentNumber);
  await expect(desk.photoCompared()).toBeChecked();
  await lookAt(desk, 'disk-full');
  disk.mend();
  // There is room again: nothing has to be typed a second time.
  const serviceNumber = await desk.accept();

  const blankSerial = await desk.nextBlank();
  await scan(page, blankSerial);
  await expect(desk.button('production.do-chip-written')).toBeVisible();
  disk.fail(unsynced);
  await desk.press('F10');
  await expect(notice()).toHaveText(
    say('failure.unknown') + say('failure.unknown-storage-failed') + say('failure.unknown-then'),
  );
  expect((await desk.blankSerial().inputValue()).replace(/\s/g, '')).toBe(blankSerial);
  await lookAt(desk, 'disk-result-unknown');
  disk.mend();
  // As it says: looked for under F3, and done again, because it is not there.
  await desk.press('F3');
  await expect(page.getByRole('row').filter({ hasText: serviceNumber })).toBeVisible();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.press('F10');
  await expect(desk.blankSerial()).toBeFocused();
  await desk.produce(blankSerial);

  const pad = await desk.openPinPad();
  disk.fail(unsynced);
  await typeOnPad(pad, goodPin, goodPin);
  await expect(notice(pad)).toContainText(say('pin-pad.unknown'));
  await expect(notice(pad)).toContainText(say('pin-pad.cause-storage-failed'));
  await lookAt(desk, 'disk-result-unknown-pad', pad);
  disk.fail(full);
  await typeOnPad(pad, goodPin, goodPin);
  await expect(notice(pad)).toContainText(say('pin-pad.failed'));
  disk.mend();
  const gone = pad.waitForEvent('close');
  await desk.enterPinTwice(pad, goodPin);
  await gone;
  await desk.handOver();
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible();
  const cards = (await county.witness.records('card')).filter(({ personId }) => personId === person.id);
  expect(cards).toHaveLength(1);
  expect(cards[0]).toMatchObject({ blankSerial, status: '1', pinSet: true, serviceId: serviceNumber });
  disk.close();
});

test('a read that fails during a checkpoint: the backend is started again, the clerk is told, and nothing is lost', async ({
  county,
}) => {
  const person = await anApplicant(county, 4);
  // Nothing comes in that would be written: the checkpoint is that of the clerk's command.
  const line = await county.layLine();
  const { program, disk } = await openOnDisk(county, {
    central: line.url,
    appearance: { language: 'en', theme: 'dark' },
  });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  await desk.loseLine(line);
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  await fillLog(program, 970);
  const serviceNumber = await desk.accept();
  const blankSerial = await desk.nextBlank();
  await scan(page, blankSerial);
  await expect(desk.button(production[0])).toBeVisible();

  const first = await backendProcess(program);
  const interrupted = page.getByText(say('sign-in.interrupted'));
  let done = 0;
  // Not every page that a checkpoint fails to read costs the connection: the next command makes it again.
  while (!(await interrupted.isVisible()) && done < 3) {
    disk.fail(duringCheckpoint);
    await desk.press('F10');
    done += 1;
    await expect(interrupted.or(desk.button(production[done] ?? '')).first()).toBeVisible();
  }
  await expect(interrupted).toBeVisible();
  await lookAt(desk, 'backend-started-again');
  expect(disk.failed()).toBe(1);
  expect(await backendProcess(program)).not.toBe(first);
  // By its own decision, behind the answer: nothing was thrown that nobody has caught.
  expect(program.complaints()).toContain('"event":"backend-ended","code":"1"');
  expect(program.complaints()).toContain('"where":"recordCardProduction","name":"SqliteError"');
  expect(program.complaints()).not.toMatch(/uncaught|unhandled/i);

  await desk.signIn();
  await expect(interrupted).toHaveCount(0);
  await desk.findPerson(person.documentNumber, person.name);
  await desk.press('F10');
  // The checkpoint came behind the commit.
  await expect(desk.button(production[done] ?? '')).toBeVisible();
  expect(await desk.read('issue-card.serviceNumber', ['number'], 'number')).toBe(serviceNumber);
  disk.close();
});

/** As many frames in the log of the counter's file; SQLite itself moves them into the file from 1,000 on. */
async function fillLog({ data }: CounterProgram, frames: number): Promise<void> {
  const log = join(data, `${databaseFile}-wal`);
  const database = await connectToCounter(data);
  database.pragma('wal_autocheckpoint = 0');
  const version = String(database.pragma('user_version', { simple: true }));
  const frame = 4_096 + 24;
  // The same again changes nothing, and is a page of the log.
  while (statSync(log).size < frames * frame) database.pragma(`user_version = ${version}`);
  database.close();
}
