import { PGlite } from '@electric-sql/pglite';
import { readdirSync, readFileSync } from 'node:fs';
import { connect as connectSocket, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connectToCounter } from './counter-records.ts';

/** Everything that was found or said somewhere, by where. */
export type Places = ReadonlyMap<string, Buffer>;

/** One way in which six digits could lie somewhere. */
interface Form {
  /** It is there: looked for as bytes, which is quick in whole databases. */
  readonly bytes: Buffer;
  /** And this is true of the place as text. */
  readonly standsAlone?: RegExp;
}

function formsOf(pin: string): readonly Form[] {
  const utf16 = Buffer.from(pin, 'utf16le');
  // In base64 a text begins at any of three places; what does not hang on its neighbours is the middle.
  const inBase64 = ['', 'x', 'xx'].map((before) => {
    const text = Buffer.from(`${before}${pin}zz`).toString('base64');
    const [from, to] = [Math.ceil((before.length * 4) / 3), Math.floor(((before.length + 6) * 4) / 3)];
    return text.slice(from, to);
  });
  const hex = Buffer.from(pin).toString('hex');
  const escapes = Array.from(pin, (digit) => `\\u003${digit}`).join('');
  return [
    // By itself: a hash in hex may have any six digits somewhere.
    {
      bytes: Buffer.from(pin),
      standsAlone: new RegExp(`(?<![0-9A-Za-z+/=])${pin}(?![0-9A-Za-z+/=])`),
    },
    { bytes: utf16 },
    { bytes: Buffer.from(utf16).swap16() },
    { bytes: Buffer.from(escapes) },
    ...inBase64.map((text) => ({ bytes: Buffer.from(text) })),
    // Of digits the hex is digits: it has no other case.
    { bytes: Buffer.from(hex), standsAlone: new RegExp(`(?<![0-9a-f])${hex}|${hex}(?![0-9a-f])`, 'i') },
  ];
}

/** Where one of the passwords lies, with its form. */
export function found(places: Places, pins: readonly string[]): readonly string[] {
  const forms = pins.flatMap((pin) => formsOf(pin).map((form, number) => ({ ...form, number })));
  return [...places].flatMap(([place, bytes]) =>
    forms
      .filter((form) => bytes.includes(form.bytes))
      .filter(({ standsAlone }) => standsAlone?.test(bytes.toString('latin1')) ?? true)
      .map(({ number }) => `${place}: form ${String(number)}`),
  );
}

/** Every file in a folder and below it. */
export function filesUnder(folder: string): Places {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]),
  );
}

/** A password in every form in which the search must find it: without them it proves nothing. */
export function plantedForms(pin: string): readonly Buffer[] {
  const escapes = Array.from(pin, (digit) => `\\u003${digit}`).join('');
  return [
    `{"pin":"${pin}"}`,
    `{"pin":"${escapes}"}`,
    Buffer.from(`abc${pin}def`, 'utf16le'),
    Buffer.from(`abc${pin}def`, 'utf16le').swap16(),
    Buffer.from(`{"pin":"${pin}"}`).toString('base64'),
    Buffer.from(`{"pins":"${pin}"}`).toString('base64'),
    Buffer.from(`{"apin":"${pin}"}`).toString('base64'),
    Buffer.from(pin).toString('hex'),
  ].map((form) => Buffer.from(form));
}

/** A line that keeps what goes over it, both ways. */
export async function recordingLine(target: string) {
  const carried: Buffer[] = [];
  const server = createServer((near) => {
    const far = connectSocket(Number(new URL(target).port), '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (part: Buffer) => carried.push(part));
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    carried: () => Buffer.concat(carried),
    close: () => server.close(),
  };
}

/** The counter's file as it is when opened, page by page: also what was deleted or overwritten there. */
export async function pagesOf(folder: string): Promise<Buffer> {
  const database = await connectToCounter(folder);
  try {
    return database.serialize();
  } finally {
    database.close();
  }
}

/** Every row of every table of the central office, as text. */
export async function dumpOf(folder: string): Promise<Buffer> {
  const database = await PGlite.create(join(folder, 'database'));
  try {
    const { rows } = await database.query<{ readonly name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
    );
    const parts: string[] = [];
    for (const { name } of rows) {
      const { rows: texts } = await database.query<{ readonly line: string }>(
        `select to_jsonb(one)::text as line from ${name} as one`,
      );
      parts.push(name, ...texts.map(({ line }) => line));
    }
    return Buffer.from(parts.join('\n'));
  } finally {
    await database.close();
  }
}
