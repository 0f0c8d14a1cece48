import { expect } from '@playwright/test';
import { change } from '../../domain/records/change.ts';
import { published } from '../../domain/testing/loss.ts';
import { ClerkAtDesk, typeOnPad } from './clerk.ts';
import { aHolder, test } from './county.ts';
import { lookAt } from './looks.ts';

const [firstPin, secondPin, thirdPin, wrongPin] = ['285713', '739164', '604827', '918273'] as const;

test('a card password is renewed, changed, tried wrongly until it locks, and unlocked, with a line and without', async ({
  county,
}) => {
  const { person: holder, card } = await aHolder(county.witness, '1');
  // As long as names of minorities are: the pad shows it whole, and all its keys.
  const person = { ...holder, name: '古丽巴哈尔·阿卜杜热合曼·买买提依明江·吐尔逊古丽' };
  // Three tries here, so that the third one locks.
  await county.prepare([
    change('insuredPerson', person),
    change('poolingAreaParameter', published('pin-tries', '3', '2026-01-01')),
  ]);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  const standing = async () => {
    const now = (await county.witness.records('card')).find(({ id }) => id === card.id);
    return `${now?.status ?? 'none'} ${String(now?.pinFailures)}`;
  };

  /** A whole change; ends when the service's page is there. */
  async function tryToChange(old: string, wished: string): Promise<void> {
    const pad = await desk.turnPad('change-card-pin', 'old');
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
  let pad = await desk.turnPad('reset-card-pin', 'new');
  let gone = pad.waitForEvent('close');
  // The window goes under the key that is still being pressed.
  await pad.keyboard.press('Escape').catch((error: unknown) => {
    if (!String(error).includes('closed')) throw error;
  });
  await gone;
  await expect(page.getByText(say('failure.not-entered'))).toBeVisible();
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
  await desk.seesDone('pin-reported-lost', 'confirmed');
  await desk.picture('card-pin-renewed');

  // Right, with the line: the verdict comes while the person stands there.
  await desk.press('Escape');
  pad = await desk.turnPad('change-card-pin', 'old');
  await desk.picture('pin-pad-old', pad);
  expect(await pad.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await desk.picture('change-card-pin-waits');
  gone = pad.waitForEvent('close');
  await typeOnPad(pad, firstPin, secondPin, secondPin);
  await gone;
  await desk.seesDone('pin-changed', 'confirmed');
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
  await desk.receiveInPerson();
  await desk.picture('unlock-card');
  await desk.press('F10');
  await desk.seesDone('unlocked', 'confirmed');
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
