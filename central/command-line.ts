import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export type CommandLine =
  | {
      readonly action: 'serve';
      readonly dataFolder: string;
      readonly host: string;
      readonly port: number;
      readonly exitWithParent: boolean;
      /** Undefined: no demonstration. */
      readonly demonstration: { readonly persons: number } | undefined;
      /** Where the public has papers checked, without a slash at its end; undefined leaves what was published before. */
      readonly verificationAddress: string | undefined;
    }
  | {
      readonly action: 'enrol';
      readonly dataFolder: string;
      readonly county: string;
      readonly officeId: string;
      readonly workstationId: string | undefined;
    }
  | {
      readonly action: 'migrate';
      /** The role that serves; undefined is the one of DATABASE_URL. */
      readonly role: string | undefined;
    }
  | { readonly action: 'begin-epoch'; readonly dataFolder: string }
  | { readonly action: 'audit'; readonly dataFolder: string }
  | { readonly action: 'import-outbox'; readonly dataFolder: string; readonly files: readonly string[] }
  | { readonly action: 'health'; readonly host: string; readonly port: number }
  | { readonly action: 'help' };

/** What was typed cannot be done; the message says what to type. */
export class CommandLineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandLineError';
  }
}

export const usage = `Guitai central office

  central [--data DIR] [--host 127.0.0.1] [--port 7420] [--demonstration [--persons 20000]] [--exit-with-parent]
      serves; DATABASE_URL names PostgreSQL, without it PGlite is embedded in DIR/database
  central enrol --county CODE --office ID [--workstation ID] [--data DIR]
      prints a one-time code for a free workstation of the office, or for the one that is named
  central migrate [--role NAME]
      brings PostgreSQL to the shape that this version needs, as the role that owns the tables, and grants the serving
      role what it needs; GUITAI_OWNER_DATABASE_URL names the owner, DATABASE_URL the serving role (or --role its name)
  central begin-epoch [--data DIR]
      after a backup was restored, or records were mended by hand: every counter pulls its county anew and sends again
      what this database does not have; run it before the service is started again
  central import-outbox FILE [FILE ...] [--data DIR]
      takes in what counters whose line or machine is gone have exported, a line of JSON for each file; with PGlite while
      the service stands still, with PostgreSQL at any time
  central audit [--data DIR]
      looks at every account, entry, claim and registered paper of every county, and prints a line of JSON for each: what was looked at and
      what is wrong; ends with 1 where anything is; with PGlite while the service stands still, with PostgreSQL at any time
  central health [--host 127.0.0.1] [--port 7420]
      asks a running central office how it is

  DATABASE_URL               PostgreSQL, e.g. postgresql://guitai@localhost/guitai
  GUITAI_OWNER_DATABASE_URL  the same database as the owner of the tables; for migrate alone
  GUITAI_PIN_KEY_FILE        private key for sealed passwords (default DIR/pin-key.pem)
  GUITAI_TRUSTED_PROXY       addresses of the TLS proxy before it, with commas between them: whose word about a caller's
                             address counts where questions are counted by address (default none)
  GUITAI_VERIFICATION_ADDRESS where the public has papers checked, e.g. https://central.example (without /verify): published
                             to every county from the day of the start, and printed on statements and certificates
                             (default: what was published before, or else the address that each counter uses)
  GUITAI_SNAPSHOT_FOLDER     where each county is kept as an encrypted file that new counters fetch (default
                             DIR/snapshots; removed at the end); "none" makes no such files
`;

const usualPort = 7420;
const usualPersons = 20_000;
const mostPersons = 1_000_000;

/**
 * Reads the command line.
 * @throws CommandLineError
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const { values, positionals } = parse(args);
  const dataFolder = values.data ?? usualDataFolder(environment);
  const host = values.host ?? '127.0.0.1';
  const port = wholeNumber('--port', values.port ?? String(usualPort), 0, 65_535);
  const [action = 'serve', ...rest] = positionals;
  if (rest.length > 0 && action !== 'import-outbox')
    throw new CommandLineError(`what is "${rest.join(' ')}"?`);
  if (values.help === true) return { action: 'help' };
  switch (action) {
    case 'serve': {
      const persons = wholeNumber('--persons', values.persons ?? String(usualPersons), 1, mostPersons);
      const isDemonstration = values.demonstration === true;
      if (values.persons !== undefined && !isDemonstration) {
        throw new CommandLineError('--persons belongs to --demonstration');
      }
      const exitWithParent = values['exit-with-parent'] === true;
      const demonstration = isDemonstration ? { persons } : undefined;
      const verificationAddress = readVerificationAddress(environment['GUITAI_VERIFICATION_ADDRESS']);
      return { action, dataFolder, host, port, exitWithParent, demonstration, verificationAddress };
    }
    case 'enrol': {
      const { county, office, workstation } = values;
      if (county === undefined || !/^\d{6}$/.test(county)) {
        throw new CommandLineError('--county wants the six-digit code of the county');
      }
      if (office === undefined) throw new CommandLineError('--office wants the id of the office');
      return { action, dataFolder, county, officeId: office, workstationId: workstation };
    }
    case 'migrate':
      return { action, role: values.role };
    case 'begin-epoch':
    case 'audit':
      return { action, dataFolder };
    case 'import-outbox':
      if (rest.length === 0) throw new CommandLineError('import-outbox wants the files');
      return { action, dataFolder, files: rest };
    case 'health':
      return { action, host, port };
    default:
      throw new CommandLineError(`there is no "${action}"`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        demonstration: { type: 'boolean' },
        persons: { type: 'string' },
        'exit-with-parent': { type: 'boolean' },
        county: { type: 'string' },
        office: { type: 'string' },
        workstation: { type: 'string' },
        role: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : 'the command line cannot be read');
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new CommandLineError(`${option} wants a whole number from ${String(least)} to ${String(most)}`);
  }
  return value;
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** It goes onto papers that are out for years: what no phone can open is refused before anything is published. */
function readVerificationAddress(text: string | undefined): string | undefined {
  const typed = text?.trim() ?? '';
  if (typed === '') return undefined;
  const url = URL.canParse(typed) ? new URL(typed) : null;
  const isOpenable =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && loopbackHosts.has(url.hostname));
  const isBare = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const address = url?.href.replace(/\/+$/, '') ?? '';
  if (!isOpenable || !isBare || address.endsWith('/verify')) {
    throw new CommandLineError(
      'GUITAI_VERIFICATION_ADDRESS wants an https:// address without /verify, a name or a question in it',
    );
  }
  return address;
}

function usualDataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
  return join(base, 'guitai-central');
}
