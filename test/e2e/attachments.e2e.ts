import { expect } from '@playwright/test';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk, demonstrationClerk } from './clerk.ts';
import { anApplicant, test } from './county.ts';

/** A page as a scanner gives it: a picture of the window itself, of which nobody can say what is on it. */
async function aScan(desk: ClerkAtDesk): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'guitai-scan-'));
  const file = join(folder, 'scan.png');
  const bytes = await desk.page.screenshot({ clip: { x: 0, y: 0, width: 900, height: 640 } });
  await writeFile(file, bytes);
  return { file, bytes };
}

test('a scan is added while the line is down, reaches the central office by itself, and is seen at another counter', async ({
  county,
}) => {
  const person = await anApplicant(county, 20);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const other = await county.openHeadlessCounter();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const scan = await aScan(desk);
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  line.cut();
  await expect(page.getByText(say('issue-card.provisional'))).toBeVisible();
  const serviceNumber = await desk.accept();

  const scans = page.getByRole('region', { name: say('attachment.title') });
  await expect(scans.getByText(say('attachment.empty'))).toBeVisible();
  await desk.press('F5');
  const dialog = page.getByRole('dialog', { name: say('attachment.addTitle') });
  await expect(dialog).toBeVisible();
  // Without a file nothing is done, and the dialogue says why.
  await desk.press('F10');
  await expect(dialog.getByRole('alert')).toHaveText(say('attachment.fileMissing'));
  const kind = dialog.getByRole('combobox', { name: say('attachment.kind') });
  await kind.focus();
  await desk.press('ArrowDown');
  await desk.press('ArrowDown');
  await desk.press('Enter');
  await dialog.getByLabel(say('attachment.file')).setInputFiles(scan.file);
  await desk.picture('attachment-add');
  await desk.press('F10');
  await expect(dialog).toHaveCount(0);
  const row = scans.getByRole('listitem');
  await expect(row.getByText(say('attachment-kind.household-booklet'))).toBeVisible();
  await expect(row.getByText(say('attachment.state-waiting'))).toBeVisible();
  await desk.picture('attachment-waiting');

  line.mend();
  await expect(row.getByText(say('attachment.state-received'))).toBeVisible({ timeout: 40_000 });
  await desk.picture('attachment-received');
  const [record] = await county.witness.records('attachment');
  expect(record).toMatchObject({
    serviceId: serviceNumber,
    personId: person.id,
    kind: 'household-booklet',
    mediaType: 'image/png',
    size: scan.bytes.length,
    sha256: createHash('sha256').update(scan.bytes).digest('hex'),
  });

  await row.getByRole('button').focus();
  await desk.press('Enter');
  const preview = page.getByRole('dialog');
  await expect(preview.getByRole('img')).toBeVisible();
  await desk.picture('attachment-preview');
  await desk.press('Escape');
  await expect(preview).toHaveCount(0);

  await other.call('signIn', demonstrationClerk);
  const seen = await until('the other counter knows', async () => {
    const { attachments } = await other.call('listAttachments', { serviceNumber });
    return attachments.find((one) => one.state === 'received');
  });
  const { content } = await other.call('getAttachment', { attachmentId: seen.attachmentId });
  expect(content === `data:image/png;base64,${scan.bytes.toString('base64')}`).toBe(true);
  await rm(join(scan.file, '..'), { recursive: true, force: true });
});
