import { expect, type Page } from '@playwright/test';
import { change } from '../../domain/records/change.ts';
import { published } from '../../domain/testing/loss.ts';
import { ClerkAtDesk, typeByHand } from './clerk.ts';
import { aHolder, test } from './county.ts';
import { lookAt } from './looks.ts';

const [firstPin, secondPin, thirdPin, wrongPin] = ['285713', '739164', '604827', '918273'] as const;

/** Types one entry after the other on the pad, as the person does. */
async function typeOnPad(pad: Page, ...entries: readonly string[]): Promise<void> {
  for (const entry of entries) {
    await typeByHand(pad, entry);
    await pad.keyboard.press('Enter');
  }
}

test('a card password is renewed, changed, tried wrongly until it locks, and unlocked, with a line and without', async ({
  county,
}) => {
  // Three tries here, so that the third one locks.
  await county.prepare([change('poolingAreaParameter', published('pin-tries', '3', '2026-01-01'))]);
  const { person, card } = await aHolder(county.witness, '1');
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  const standing = async () => {
    const now = (await county.witness.records('card')).find(({ id }) => id === card.id);
    return `${now?.status ?? 'none'} ${String(now?.pinFailures)}`;
  };

  /** From the person's page to the pad's own window, with the document read. */
  async function turnPad(kind: 'change-card-pin' | 'reset-card-pin', prompt: string): Promise<Page> {
    await desk.choose(kind);
    await expect(page.getByRole('radio', { name: say('presented.channel-in-person') })).toBeFocused();
    await desk.readDocument();
    await expect(desk.button(`pin-services.submit-${kind}`)).toBeEnabled();
    await desk.press('F10');
    const pad = await program.windowWith('pin-pad');
    await expect(pad.getByText(say(`pin-pad.${prompt}`))).toBeVisible();
    return pad;
  }

  /** A whole change; ends when the service's page is there. */
  async function tryToChange(old: string, wished: string): Promise<void> {
    const pad = await turnPad('change-card-pin', 'old');
    const gone = pad.waitForEvent('close');
    await typeOnPad(pad, old, wished, wished);
    await gone;
  }

  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('reset-card-pin');
  await lookAt(desk, 'reset-card-pin');
  await desk.press('F10');
  await desk.picture('reset-card-pin-missing');
  await desk.press('Escape');

  // Forgotten: renewed with the document; the pad is given up once and turned again.
  let pad = await turnPad('reset-card-pin', 'new');
  let gone = pad.waitForEvent('close');
  // The window goes under the key that is still being pressed.
  await pad.keyboard.press('Escape').catch((error: unknown) => {
    if (!String(error).includes('closed')) throw error;
  });
  await gone;
  await expect(page.getByText(say('error.pin-entry-given-up'))).toBeVisible();
  await expect(desk.button('pin-services.submit-reset-card-pin')).toBeEnabled();
  await desk.press('F10');
  pad = await program.windowWith('pin-pad');
  await expect(pad.getByText(say('pin-pad.new'))).toBeVisible();
  await typeOnPad(pad, '123456', '123456');
  await expect(pad.getByText(say('input.run'))).toBeVisible();
  gone = pad.waitForEvent('close');
  await typeOnPad(pad, firstPin, firstPin);
  await expect(pad.getByText(say('pin-pad.accepted-reset-card-pin'))).toBeVisible();
  await desk.picture('pin-pad-reset', pad);
  await gone;
  await expect(page.getByText(say('service-done.pin-reported-lost'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  await desk.picture('card-pin-renewed');

  // Right, with the line: the verdict comes while the person stands there.
  await desk.press('Escape');
  pad = await turnPad('change-card-pin', 'old');
  await desk.picture('pin-pad-old', pad);
  await desk.picture('change-card-pin-waits');
  gone = pad.waitForEvent('close');
  await typeOnPad(pad, firstPin, secondPin, secondPin);
  await gone;
  await expect(page.getByText(say('service-done.pin-changed'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  expect(await standing()).toBe('1 0');

  // Wrong: counted, said with what is left, and on the work list.
  await desk.press('Escape');
  await tryToChange(wrongPin, thirdPin);
  await expect(page.getByText(say('refusal.pin-wrong', { left: 2 })).first()).toBeVisible();
  expect(await standing()).toBe('1 1');
  await lookAt(desk, 'change-card-pin-wrong');

  // The window beside it sees what it was, and not that somebody withdrew it.
  const beside = new ClerkAtDesk(await county.openProgram({ name: 'window-2' }));
  await beside.signIn({ loginName: 'clerk2', password: 'guitai-demo-2' });
  await beside.findPerson(person.documentNumber, person.name);
  await beside.page.getByRole('tab', { name: say('person.tab-services') }).click();
  await expect(beside.page.getByText(say('stage.pin-wrong', { left: 2 }))).toBeVisible();
  await expect(beside.page.getByText(say('stage.withdrawn'), { exact: true })).toHaveCount(0);
  await beside.picture('person-with-wrong-pin-beside');
  await beside.program.close();

  // Without the line tries are counted here, and none is left after the second that waits.
  line.cut();
  await desk.press('Escape');
  await tryToChange(wrongPin, thirdPin);
  await expect(page.getByText(say('service-done.pin-checked'))).toBeVisible();
  await desk.picture('change-card-pin-offline');
  await desk.press('Escape');
  await tryToChange(wrongPin, thirdPin);
  await expect(page.getByText(say('service-done.pin-checked'))).toBeVisible();
  await desk.press('Escape');
  const usedUp = say('refusal.pin-tries-used-up', { cardTail: card.id.slice(-4), tries: 3 });
  await desk.openRefusedOffers();
  await expect(page.getByText(usedUp)).toBeVisible();
  await desk.picture('person-with-tries-used-up');
  expect(await standing()).toBe('1 1');
  line.mend();
  await expect(page.getByText(say('refusal.pin-card-locked', { cardTail: card.id.slice(-4) }))).toBeVisible({
    timeout: 20_000,
  });
  expect(await standing()).toBe('3 3');
  await desk.picture('person-with-locked-card');
  await desk.press('F6');
  await expect(page.getByText(say('refusal.pin-wrong', { left: 2 })).first()).toBeVisible();
  await desk.press('ArrowDown');
  await desk.press('ArrowDown');
  await expect(
    page.getByText(say('refusal.pin-wrong-locked', { cardTail: card.id.slice(-4) })).first(),
  ).toBeVisible();
  await lookAt(desk, 'work-with-wrong-pin');

  // Unlocked: the password is the one of before.
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('unlock-card');
  await expect(page.getByRole('radio', { name: say('presented.channel-in-person') })).toBeFocused();
  await desk.readDocument();
  await desk.picture('unlock-card');
  await desk.press('F10');
  await expect(page.getByText(say('service-done.unlocked'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  expect(await standing()).toBe('1 0');
  await desk.press('Escape');
  line.cut();
  await tryToChange(secondPin, thirdPin);
  await expect(page.getByText(say('service-done.pin-checked'))).toBeVisible();
  line.mend();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible({ timeout: 20_000 });
  expect(await standing()).toBe('1 0');
  await desk.press('F4');
  await expect(page.getByText(say('desk-receipt.lead-final')).first()).toBeVisible();
  await desk.picture('change-card-pin-receipt');
});
