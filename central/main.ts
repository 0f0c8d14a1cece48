import { ageOn } from '../domain/calendar/civil-date.ts';
import { openPinKeys, startCentralOffice } from './central-office.ts';
import { CommandLineError, readCommandLine, usage, type CommandLine } from './command-line.ts';
import { importFile } from './import-file.ts';
import { createJournal } from './journal.ts';
import { migrateServer } from './migrate-server.ts';
import { openStorage } from './open-storage.ts';
import { systemClock } from './services/central-clock.ts';
import { EnrolmentRefusedError, makeEnrolmentCode } from './services/enrolment.ts';
import { demonstrationCardPin } from '../contract/demonstration.ts';
import type { Demonstration } from './services/load-demonstration.ts';
import { openPinVault } from './services/pin-vault.ts';
import { UnknownCountyError } from './storage/central-storage.ts';
import { isSound } from './storage/ledger-audit.ts';

const journal = createJournal();

try {
  await run(readCommandLine(process.argv.slice(2), process.env));
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = error instanceof CommandLineError ? 2 : 1;
}

async function run(command: CommandLine): Promise<void> {
  switch (command.action) {
    case 'serve':
      await serve(command);
      return;
    case 'enrol':
      await printEnrolmentCode(command);
      return;
    case 'migrate':
      await migrateDatabase(command);
      return;
    case 'begin-epoch':
      await beginEpoch(command);
      return;
    case 'import-outbox':
      await importFiles(command);
      return;
    case 'audit':
      await auditCounties(command);
      return;
    case 'health':
      await printHealth(command);
      return;
    case 'help':
      process.stdout.write(usage);
      return;
    default:
      command satisfies never;
  }
}

async function serve(command: Extract<CommandLine, { action: 'serve' }>): Promise<void> {
  const { dataFolder, host, port, exitWithParent } = command;
  const stopAsked = stopSignals(exitWithParent);
  const office = await startCentralOffice({
    dataFolder,
    databaseUrl: process.env['DATABASE_URL'],
    pinKeyFile: process.env['GUITAI_PIN_KEY_FILE'],
    snapshotFolder: snapshotFolder(),
    sqliteBinding: process.env['GUITAI_SQLITE_BINDING'],
    trustedProxy: process.env['GUITAI_TRUSTED_PROXY'],
    host,
    port,
    verificationAddress: command.verificationAddress,
    demonstration: command.demonstration && (await openDemonstration(command.demonstration.persons)),
    journal,
  });
  process.stdout.write(`${JSON.stringify({ listening: office.url })}\n`);
  journal.record('closing', { signal: await stopAsked });
  await office.close();
}

/** Null makes no files. */
function snapshotFolder(): string | null | undefined {
  const told = process.env['GUITAI_SNAPSHOT_FOLDER'];
  return told === 'none' ? null : told;
}

/** The generator is read only where there is something to demonstrate. */
async function openDemonstration(persons: number): Promise<Demonstration> {
  const { demonstrationCounty, demonstrationClerks } = await import('./demonstration/county.ts');
  const { portraitSvg } = await import('./demonstration/portrait.ts');
  const county = demonstrationCounty({ persons, seed: 1, today: systemClock().today() });
  return {
    county: county.county,
    countyName: county.countyName,
    clerks: demonstrationClerks,
    cardPin: demonstrationCardPin,
    portrait: ({ id, sex, birthDate }, today) => portraitSvg(id, sex, ageOn(birthDate, today)),
    batches: () => county.batches(),
  };
}

/** Resolves with what asks this process to end; asked a second time it ends at once. */
function stopSignals(exitWithParent: boolean): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(1));
      });
    }
    if (exitWithParent) {
      process.stdin.resume();
      process.stdin.once('end', () => resolve('parent gone'));
      process.stdin.once('error', () => resolve('parent gone'));
    }
  });
}

async function printEnrolmentCode(command: Extract<CommandLine, { action: 'enrol' }>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  const opened = await openStorage({ dataFolder: command.dataFolder, databaseUrl, journal });
  try {
    const { code, workstationId, validHours } = await makeEnrolmentCode(opened.storage, command);
    process.stdout.write(`${JSON.stringify({ code, workstationId, validHours })}\n`);
  } finally {
    await opened.close();
  }
}

async function migrateDatabase({ role }: Extract<CommandLine, { action: 'migrate' }>): Promise<void> {
  const done = await migrateServer({
    ownerUrl: process.env['GUITAI_OWNER_DATABASE_URL'],
    databaseUrl: process.env['DATABASE_URL'],
    role,
  });
  process.stdout.write(`${JSON.stringify(done)}\n`);
}

async function beginEpoch({ dataFolder }: Extract<CommandLine, { action: 'begin-epoch' }>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  const opened = await openStorage({ dataFolder, databaseUrl, journal });
  try {
    const epoch = await opened.storage.beginEpoch();
    journal.record('epoch begun', { reason: 'asked for' });
    process.stdout.write(`${JSON.stringify({ epoch })}\n`);
  } finally {
    await opened.close();
  }
}

async function importFiles({
  dataFolder,
  files,
}: Extract<CommandLine, { action: 'import-outbox' }>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  const opened = await openStorage({ dataFolder, databaseUrl, journal });
  try {
    const { storage } = opened;
    const pinKeyFile = process.env['GUITAI_PIN_KEY_FILE'];
    const vault = await openPinVault(await openPinKeys(storage, { dataFolder, pinKeyFile }), storage);
    const parts = { storage, vault, clock: systemClock(), journal };
    // Every file is tried, whatever became of the one before.
    for (const file of files) {
      const line = await importFile(parts, file);
      process.stdout.write(`${JSON.stringify(line)}\n`);
      if ('error' in line) process.exitCode = 1;
    }
  } finally {
    await opened.close();
  }
}

async function auditCounties({ dataFolder }: Extract<CommandLine, { action: 'audit' }>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  const opened = await openStorage({ dataFolder, databaseUrl, journal });
  try {
    const { storage } = opened;
    const pinKeyFile = process.env['GUITAI_PIN_KEY_FILE'];
    const vault = await openPinVault(await openPinKeys(storage, { dataFolder, pinKeyFile }), storage);
    for (const { county } of await storage.counties()) {
      const { ledger, paper } = await storage.read(county, async (reader) => ({
        ledger: await reader.auditLedger(),
        paper: await reader.auditPapers((one) => vault.paperCode(county, one)),
      }));
      const sound = isSound(ledger) && paper.unsoundPapers.length === 0;
      process.stdout.write(`${JSON.stringify({ county, sound, ...ledger, ...paper })}\n`);
      if (!sound) process.exitCode = 1;
    }
  } finally {
    await opened.close();
  }
}

async function printHealth({ host, port }: Extract<CommandLine, { action: 'health' }>): Promise<void> {
  const answer = await fetch(`http://${host}:${String(port)}/v1/health`);
  process.stdout.write(`${await answer.text()}\n`);
  process.exitCode = answer.ok ? 0 : 1;
}

/** What went wrong in one line; nothing here has been near a person's record. */
function sentenceOf(error: unknown): string {
  if (error instanceof CommandLineError) return `${error.message}\n\n${usage}`;
  if (error instanceof UnknownCountyError) return 'this central office has no such county';
  if (error instanceof EnrolmentRefusedError) {
    return error.reason === 'office-unknown'
      ? 'the county has no such office'
      : 'the office has no such or no free workstation';
  }
  if (error instanceof Error) return `the central office cannot start: ${error.message}`;
  return 'the central office cannot start';
}
