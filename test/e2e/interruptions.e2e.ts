import { expect } from '@playwright/test';
import { kill } from 'node:process';
import { backendProcess } from '../helpers/counter-program.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk, demonstrationClerk, goodPin } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { renewPort } from './port.ts';

test('the screen locks itself when nobody is there; the half-filled form waits, for the same clerk alone', async ({
  county,
}) => {
  const person = await anApplicant(county, 8);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  const lock = page.getByRole('dialog', { name: say('lock.title') });
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await page.clock.install();
  await typeByHand(page, '1101051949');
  await page.clock.fastForward('05:30');
  // What moves under a pointer at rest is no sign of life: as the browser tells of it, for the display has one pointer for all.
  await page.evaluate(() =>
    window.dispatchEvent(new PointerEvent('pointermove', { movementX: 0, movementY: 0 })),
  );
  await expect(lock).toBeVisible({ timeout: 20_000 });
  await page.clock.resume();
  // Behind the lock nothing can be read by the keys.
  await desk.press('F2');
  await expect(desk.searchBox()).not.toBeFocused();

  await typeByHand(page, 'wrong');
  await desk.press('Enter');
  await expect(lock.getByRole('alert')).toBeVisible();
  await typeByHand(page, demonstrationClerk.password);
  await desk.press('Enter');
  await expect(lock).toHaveCount(0);
  await expect(desk.documentNumber()).toHaveValue('1101051949');
  await expect(desk.documentNumber()).toBeFocused();

  // Another clerk sees nothing of it; the first finds it again.
  await desk.press('Control+l');
  await expect(lock).toBeVisible();
  await desk.button('lock.otherClerk').focus();
  await desk.press('Enter');
  await desk.signIn({ loginName: 'clerk2', password: 'guitai-demo-2' });
  await desk.findPerson(person.documentNumber, person.name);
  await expect(page.getByText(say('person.draft'))).toHaveCount(0);
  await desk.beginApplication();
  await expect(desk.documentNumber()).toHaveValue('');
  await desk.press('Control+l');
  await desk.button('lock.otherClerk').focus();
  await desk.press('Enter');
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await expect(desk.documentNumber()).toHaveValue('1101051949');
});

test('one port after another while the page waits for answers: what was typed stays, and the keys go on', async ({
  county,
}) => {
  const person = await anApplicant(county, 11);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const backend = await backendProcess(program);
  /** Whatever the page asks in this while is without an answer when its port goes away. */
  async function renewWhileAsking(ask: () => Promise<void>): Promise<void> {
    kill(backend, 'SIGSTOP');
    try {
      await ask();
      await renewPort(page, 5);
    } finally {
      kill(backend, 'SIGCONT');
    }
  }

  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await typeByHand(page, person.documentNumber.slice(0, 10));
  await renewWhileAsking(async () => {
    await desk.press('Escape');
    await expect(desk.documentNumber()).toHaveCount(0);
    await desk.beginApplication();
  });
  await typeByHand(page, person.documentNumber.slice(10));
  await expect(desk.documentNumber()).toHaveValue(person.documentNumber);
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);

  await desk.readDocument();
  await desk.accept();
  await desk.produce(await desk.nextBlank());
  await renewWhileAsking(() => desk.press('F4'));
  await expect(desk.button('receipt.print')).toBeFocused();
  await desk.press('Escape');
  await expect(desk.button('pin.open')).toBeVisible();

  const pad = await desk.openPinPad();
  await typeByHand(pad, goodPin.slice(0, 3));
  await renewWhileAsking(() => renewPort(page, 1));
  await typeByHand(pad, goodPin.slice(3));
  await pad.keyboard.press('Enter');
  await expect(pad.getByText(say('pin-pad.again'))).toBeVisible();
  const gone = pad.waitForEvent('close');
  await typeByHand(pad, goodPin);
  await pad.keyboard.press('Enter');
  await gone;
  await desk.handOver();
});

test('what cannot be read again stays on the page, with all that was typed, and the failure above it', async ({
  county,
}) => {
  const person = await anApplicant(county, 12);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  const failure = page.locator('#page > [role=alert]');
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  // The backend does not know the questions that the page sends while it is marked so.
  await page.evaluate(() => {
    const send = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'postMessage')?.value as (
      message: unknown,
    ) => void;
    MessagePort.prototype.postMessage = function (message: unknown) {
      const isQuestion =
        typeof message === 'object' &&
        message !== null &&
        'call' in message &&
        /^get(?:PersonPage|Service|Receipt)$/.test(String(message.call));
      const spoilt = isQuestion && document.body.dataset['spoilt'] !== undefined;
      send.call(this, spoilt ? { ...message, call: 'spoilt' } : message);
    };
  });
  /** The page asks again for what it shows, and cannot have it; or can again. */
  async function askAgain(spoilt: boolean): Promise<void> {
    await page.evaluate((spoilt) => document.body.toggleAttribute('data-spoilt', spoilt), spoilt);
    await renewPort(page, 1);
    await expect(failure).toHaveCount(spoilt ? 1 : 0);
    if (spoilt) await expect(failure).toContainText(say('failure.not-refreshed'));
  }

  await askAgain(true);
  await desk.picture('not-read-person');
  await askAgain(false);
  await desk.beginApplication();
  await typeByHand(page, person.documentNumber.slice(0, 10));
  await askAgain(true);
  await desk.picture('not-read-application');
  await typeByHand(page, person.documentNumber.slice(10));
  await expect(desk.documentNumber()).toHaveValue(person.documentNumber);
  await askAgain(false);
  await expect(desk.documentNumber()).toHaveValue(person.documentNumber);

  await desk.readDocument();
  await desk.accept();
  await typeByHand(page, '1234');
  await askAgain(true);
  await desk.picture('not-read-service');
  await expect(desk.blankSerial()).toHaveValue('1234');
  await askAgain(false);
  await desk.press('F4');
  await expect(desk.button('receipt.print')).toBeFocused();
  await askAgain(true);
  await desk.picture('not-read-receipt');
  await expect(desk.button('receipt.print')).toBeFocused();
});

test('the backend dies in the middle of a service: it is started again, and nothing that was done is lost', async ({
  county,
}) => {
  const person = await anApplicant(county, 9);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  const serviceNumber = await desk.accept();
  const blankSerial = await desk.nextBlank();

  const first = await backendProcess(program);
  kill(first, 'SIGKILL');
  await until('another backend runs', async () => (await backendProcess(program)) !== first);
  // The session was the dead backend's; the clerk is told why he signs in anew, and goes on where he was.
  await expect(page.getByText(say('sign-in.interrupted'))).toBeVisible();
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.press('F10');
  await expect(desk.blankSerial()).toBeFocused();
  expect(await desk.read('issue-card.serviceNumber', ['number'], 'number')).toBe(serviceNumber);
  await desk.produce(blankSerial);
  await desk.setPin();
  await desk.handOver();
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible();

  const services = (await county.witness.records('serviceRecord')).filter(
    ({ personId }) => personId === person.id,
  );
  expect(services.map(({ id, stage }) => ({ id, stage }))).toEqual([
    { id: serviceNumber, stage: 'completed' },
  ]);
  const cards = (await county.witness.records('card')).filter(({ personId }) => personId === person.id);
  expect(cards).toHaveLength(1);
});

test('a backend that dies again and again is not started for ever, and the page says so', async ({
  county,
}) => {
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const seen = new Set<number>();
  while (!(await page.getByText(say('entry.backendFailed')).isVisible())) {
    const next = await until('the backend runs, or was given up', async () => {
      if (await page.getByText(say('entry.backendFailed')).isVisible()) return -1;
      const [backend] = await program.application.evaluate(({ app }) =>
        app
          .getAppMetrics()
          .filter((one) => one.name === 'guitai-backend')
          .map((one) => one.pid),
      );
      return backend !== undefined && !seen.has(backend) && backend;
    });
    if (next === -1) break;
    seen.add(next);
    kill(next, 'SIGKILL');
  }
  expect(seen.size).toBe(6);
  await expect(page.getByText(say('entry.backendFailed'))).toBeVisible();
  await desk.picture('backend-failed');
});

test('the whole program is killed in the middle of a service: the next start has it', async ({ county }) => {
  const person = await anApplicant(county, 10);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  const serviceNumber = await desk.accept();
  const backend = await backendProcess(program);
  const closed = program.application.waitForEvent('close');
  kill(backend, 'SIGKILL');
  program.application.process().kill('SIGKILL');
  await closed;

  const again = new ClerkAtDesk(await county.openProgram());
  await again.signIn();
  await again.findPerson(person.documentNumber, person.name);
  await again.press('F10');
  await expect(again.blankSerial()).toBeFocused();
  expect(await again.read('issue-card.serviceNumber', ['number'], 'number')).toBe(serviceNumber);
});
