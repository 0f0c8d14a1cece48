import { expect } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {} from '../../renderer/window-bridge.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { call, sendRaw } from './port.ts';

test("each window's port answers only what that window may ask, and nothing before the login", async ({
  county,
}) => {
  const person = await anApplicant(county, 6);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page } = desk;
  await expect(page.getByLabel(desk.say('sign-in.loginName'))).toBeFocused({ timeout: 45_000 });
  expect(await sendRaw(page, call('searchPersons', { text: person.name, limit: 1 }))).toMatchObject({
    ok: false,
    error: { code: 'not-signed-in' },
  });

  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  const serviceNumber = await desk.accept();
  await desk.produce(await desk.nextBlank());
  const refused = { ok: false, error: { code: 'call-not-allowed-here' } };
  const pin = { serviceNumber, sealedPin: 'AAAA' };
  expect(await sendRaw(page, call('submitCardPin', pin))).toMatchObject(refused);

  const pad = await desk.openPinPad();
  for (const [name, input] of [
    ['searchPersons', { text: person.name, limit: 1 }],
    ['getPersonPage', { personId: person.id }],
    ['revealDocumentNumber', { personId: person.id, reason: 'citizen-asks' }],
    ['handOverCard', { serviceNumber, receiptSigned: true }],
    ['listWork', {}],
  ] as const) {
    expect(await sendRaw(pad, call(name, input)), name).toMatchObject(refused);
  }
  expect(
    await pad.evaluate(() =>
      window.guitaiWindow.openPinPad({ serviceNumber: '330199-20261122-001-0001', personName: 'x' }),
    ),
  ).toMatchObject(refused);
});

test('what is no request is answered as such, and the port goes on', async ({ county }) => {
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  await desk.signIn();
  const { page } = desk;
  for (const message of [
    null,
    'searchPersons',
    [],
    { id: 'x', call: 'getCounterStatus', input: {} },
    { id: 1.5, call: 'getCounterStatus', input: {} },
    { call: 'getCounterStatus' },
  ]) {
    expect(await sendRaw(page, message)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  }
  for (const name of ['toString', '__proto__', 'constructor', 'describe', '']) {
    expect(await sendRaw(page, call(name, {})), name).toMatchObject({
      ok: false,
      error: { code: 'unknown-call' },
    });
  }
  expect(await sendRaw(page, call('searchPersons', { text: 'x'.repeat(101), limit: 1e9 }))).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', problems: [{ path: 'text' }, { path: 'limit' }] },
  });
  expect(await sendRaw(page, call('getCounterStatus', {}))).toMatchObject({ ok: true, id: 900_001 });
});

test('what is typed is text, never markup, SQL or a pattern', async ({ county }) => {
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await desk.signIn();
  const elements = await page.locator('*').count();
  for (const text of [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "' OR '1'='1' --",
    '%_*?',
    '{{constructor.constructor("alert(1)")()}}',
    '\u202E\u0000\uFEFF',
  ]) {
    await desk.press('F2');
    await page.keyboard.insertText(text);
    await expect(page.getByText(say('search.nobody'))).toBeVisible();
    expect(await page.locator('img[onerror], body script:not([src])').count(), text).toBe(0);
    await desk.press('Control+a');
    await desk.press('Delete');
    await desk.press('Escape');
  }
  expect(dialogs).toEqual([]);
  expect(await page.locator('*').count()).toBe(elements);
});

test('nothing of a person reaches a title, an address, the standard error or the disk outside the encrypted file', async ({
  county,
}) => {
  const person = await anApplicant(county, 7);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  await typeByHand(desk.page, ' ');
  const shown = await program.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => `${window.getTitle()} ${window.webContents.getURL()}`),
  );
  const data = program.data;
  await program.close();
  const names = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(names.length).toBeGreaterThan(2);
  const secrets = [person.documentNumber, person.name, person.address];
  for (const entry of names) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (const secret of secrets) {
      for (const form of [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]) {
        expect(bytes.includes(form), `${entry.name} holds personal data`).toBe(false);
      }
    }
  }
  for (const secret of secrets) expect(`${shown.join()} ${program.complaints()}`).not.toContain(secret);
});
