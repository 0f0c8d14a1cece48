import { expect } from '@playwright/test';
import { counterCalls } from '../../contract/counter-calls.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { call, sendRaw } from './port.ts';

test('a roster from a page is read in the worker of the bundled program, and its result comes back', async ({
  county,
}) => {
  const people = await county.applicants();
  const employer = (await county.witness.records('employer')).find(
    ({ id, active }) => active && people.some(({ employerId }) => employerId === id),
  );
  if (employer === undefined) throw new Error('The county has no employer whose people may apply.');
  const insured = people.filter(({ employerId }) => employerId === employer.id);
  const lines = insured.map(({ name, documentNumber }) => `${name},${documentNumber}`);
  const desk = new ClerkAtDesk(await county.openProgram());
  await expect(desk.page.getByLabel(desk.say('sign-in.loginName'))).toBeFocused({ timeout: 45_000 });
  await desk.signIn();

  const input = {
    employerCode: employer.id,
    fileName: '名册.csv',
    content: Buffer.from(['姓名,证件号码', ...lines, '王芳,1.10105E+17'].join('\n')).toString('base64'),
  };
  const read = await sendRaw(desk.page, call('readRoster', input));
  expect(read).toMatchObject({ ok: true, value: { rows: insured.length + 1 } });
  if (!read.ok) return;
  const { rosterId } = counterCalls.readRoster.output.parse(read.value);
  const written = await sendRaw(
    desk.page,
    call('writeRosterResult', { rosterId, format: 'xlsx', language: 'zh-CN' }),
  );
  if (!written.ok) throw new Error(written.error.code);
  const { content } = counterCalls.writeRosterResult.output.parse(written.value);

  // What was written is read again, the very same way.
  const again = await sendRaw(desk.page, call('readRoster', { ...input, content }));
  expect(again).toMatchObject({ ok: true, value: { headerRow: 1, rows: insured.length + 1 } });
});
