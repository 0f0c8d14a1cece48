import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandAnswer, CommandEnvelope } from '../../contract/sync-protocol.ts';
import { change, type Change } from '../../domain/records/change.ts';
import {
  application,
  blankCard,
  card,
  clerk,
  otherWorkstation,
  person,
  service,
  serviceNumber,
} from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords, usualPlace } from './support/counter-desk.ts';
import { openLocalCentral, type LocalCentral } from './support/local-central.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const records: readonly Change[] = [
  ...countyRecords,
  ...[2, 3].map((number) => change('insuredPerson', { ...person, id: `person-${String(number)}` })),
];

let central: LocalCentral;
let counties = 0;
beforeAll(async () => {
  central = await openLocalCentral();
});
afterAll(() => central.close(), 60_000);

/** A counter and its own county at the real central office; the test carries what goes between them. */
async function meeting() {
  counties += 1;
  const county = String(330_200 + counties);
  const place = { ...usualPlace, county };
  await central.addCounty(county, records);
  const desk = CounterDesk.empty(place, central.pinPublicKey);
  await central.pullSnapshot(county, desk.replica);
  desk.signInWithoutPassword();
  const feed = async () => {
    const page = await central.feed(county, desk.replica.state().cursor, 1000);
    desk.replica.receiveFeed({ epoch: central.epoch, ...page });
  };
  const send = (commands: readonly CommandEnvelope[] = desk.outgoing()) => central.push(place, commands);
  return {
    county,
    place,
    desk,
    feed,
    send,
    answer: (answers: readonly CommandAnswer[]) => desk.replica.receiveAnswers(answers),
    foreign: (changes: readonly Change[]) => central.change(county, changes),
    number: (running = 1) => `${county}-20261122-003-000${String(running)}`,
    async same() {
      expect(desk.sharedRecords()).toEqual(await central.sharedRecords(county));
      expect(desk.storage.outbox.summary()).toMatchObject({ waitingServices: 0, pendingCommands: 0 });
      expect(desk.committed().get('base_record')).toEqual([]);
    },
  };
}
type Meeting = Awaited<ReturnType<typeof meeting>>;

async function issue({ desk, number }: Meeting, running = 1, blank = 1): Promise<void> {
  const serviceNumber = number(running);
  await desk.call('acceptCardApplication', applicationInput);
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await desk.call('recordCardProduction', {
      serviceNumber,
      blankSerial: blankCard(blank).id,
      step,
      note: null,
    });
  }
  expect(await desk.pinCode({ serviceNumber }, '285713')).toBe('ok');
  await desk.call('handOverCard', { serviceNumber, receiptSigned: true });
}

describe('the answer of the central office', () => {
  it('before the feed, after it, and again: the replica ends as the central office, the service confirmed', async () => {
    const orders = [
      ['answer', 'feed'],
      ['feed', 'answer'],
      ['answer', 'answer', 'feed', 'feed'],
      ['feed', 'feed', 'answer', 'answer'],
    ] as const;
    for (const order of orders) {
      const here = await meeting();
      await issue(here);
      const answers = await here.send();
      expect(answers.map((one) => one.outcome)).toEqual(Array<string>(6).fill('applied'));
      for (const step of order) {
        if (step === 'answer') here.answer(answers);
        else await here.feed();
        // At no moment is what the clerk did gone from his screen.
        expect((await here.desk.call('getService', { serviceNumber: here.number() })).stage).toBe(
          'completed',
        );
      }
      await here.same();
      const shown = await here.desk.call('getService', { serviceNumber: here.number() });
      expect([shown.confirmation, shown.steps.length]).toEqual(['confirmed', 6]);
      expect((await here.desk.call('getReceipt', { serviceNumber: here.number() })).standing).toBe('final');
      expect(await central.hasPin(here.county, blankCard(1).cardNumber, '285713')).toBe(true);
    }
  });

  it('lost on the way: the same commands are sent again and have one effect', async () => {
    const here = await meeting();
    await issue(here);
    await here.send();
    here.desk.restart();
    const again = await here.send();
    expect(again.every((one) => one.outcome === 'applied' && one.duplicate)).toBe(true);
    here.answer(again);
    await here.feed();
    await here.same();
  });

  it('to single commands in between, with the feed cut anywhere: later ones go on standing on earlier ones', async () => {
    const here = await meeting();
    await issue(here);
    const commands = here.desk.outgoing();
    for (const command of commands) {
      const answers = await here.send([command]);
      if (commands.indexOf(command) % 2 === 0) await here.feed();
      here.answer(answers);
      here.desk.restart();
      here.desk.signInWithoutPassword();
      expect((await here.desk.call('getService', { serviceNumber: here.number() })).stage).toBe('completed');
    }
    await here.feed();
    await here.same();
  });

  it('to an id that this counter never sent, or sent and settled, changes nothing', async () => {
    const here = await meeting();
    await issue(here);
    const answers = await here.send();
    here.answer(answers);
    await here.feed();
    const before = here.desk.committed();
    here.answer([
      ...answers,
      {
        id: '01938f5e-0000-7000-8000-00000000ffff',
        outcome: 'refused',
        refusals: [],
        standing: [],
        duplicate: false,
      },
      ...answers.map(({ id }): CommandAnswer => ({
        id,
        outcome: 'refused',
        refusals: [],
        standing: [],
        duplicate: true,
      })),
    ]);
    expect(here.desk.committed()).toEqual(before);
    await here.same();
  });
});

describe('a refusal of the central office', () => {
  it('takes the effects of the service back, later steps and the blank included, and leaves work for a person', async () => {
    const here = await meeting();
    await issue(here);
    // Meanwhile somebody else has issued a card to the same person.
    await here.foreign([change('card', card({ id: 'A99999999' }))]);
    const answers = await here.send();
    expect(answers.map((one) => one.outcome)).toEqual(Array<string>(6).fill('refused'));
    here.answer(answers);
    expect(here.desk.storage.records.get('card', blankCard(1).cardNumber)).toBeUndefined();
    expect(here.desk.storage.records.get('blankCard', blankCard(1).id)?.record.status).toBe('in-stock');
    await here.feed();
    const { items } = await here.desk.call('listWork', {});
    expect(items).toMatchObject([
      {
        serviceNumber: here.number(),
        state: 'refused',
        refusals: [{ code: 'card-already-valid' }],
        standingCards: [{ cardNumber: 'A99999999' }],
        service: { stage: 'completed', confirmation: 'refused' },
      },
    ]);
    expect((await here.desk.call('getReceipt', { serviceNumber: here.number() })).standing).toBe('refused');
    await here.same();
  });

  it('of a later step keeps the earlier ones, and what follows the refused step goes with it', async () => {
    const here = await meeting();
    await issue(here);
    const commands = here.desk.outgoing();
    here.answer(await here.send(commands.slice(0, 3)));
    await here.foreign([change('clerk', { ...clerk, active: false })]);
    here.answer(await here.send(commands.slice(3)));
    await here.foreign([change('clerk', clerk)]);
    await here.feed();
    await here.same();
    const record = here.desk.storage.records.get('serviceRecord', here.number())?.record;
    expect(record).toMatchObject({ stage: 'in-production', steps: [{}, {}, { step: 'printed' }] });
    expect((await here.desk.call('getService', { serviceNumber: here.number() })).confirmation).toBe(
      'refused',
    );
  });

  it('is settled by a person: the written blank is spoiled there too, and nothing is left open', async () => {
    const here = await meeting();
    await issue(here);
    await here.foreign([change('card', card({ id: 'A99999999' }))]);
    here.answer(await here.send());
    await here.feed();
    await here.desk.call('settleWork', { key: here.number(), note: '已告知本人' });
    expect(await here.desk.code('settleWork', { key: here.number(), note: '再次' })).toBe(
      'work-already-settled',
    );
    expect(here.desk.storage.records.get('blankCard', blankCard(1).id)?.record.status).toBe('spoiled');
    here.answer(await here.send());
    await here.feed();
    await here.same();
    expect(await here.desk.call('listWork', {})).toEqual({ items: [], total: 0, next: null });
    const shown = await here.desk.call('getService', { serviceNumber: here.number() });
    expect(shown.confirmation).toBe('settled');
  });

  it('of the spoiling itself comes back to the same work, and can be settled again', async () => {
    const here = await meeting();
    await issue(here);
    await here.foreign([change('card', card({ id: 'A99999999' }))]);
    here.answer(await here.send());
    await here.feed();
    await here.desk.call('settleWork', { key: here.number(), note: '已告知本人' });
    await here.foreign([change('blankCard', blankCard(1, { workstationId: otherWorkstation.id }))]);
    here.answer(await here.send());
    await here.feed();
    const { items } = await here.desk.call('listWork', {});
    expect(items).toMatchObject([{ state: 'refused', refusals: [{ code: 'blank-other-workstation' }] }]);
    const [item] = items;
    await here.desk.call('settleWork', { key: item?.key ?? '', note: '空白卡已移交' });
    expect(await here.desk.call('listWork', {})).toEqual({ items: [], total: 0, next: null });
    await here.same();
  });

  it('set aside because it could not be read stays visible and blocks nobody', async () => {
    const here = await meeting();
    await here.desk.call('acceptCardApplication', applicationInput);
    await here.desk.call('acceptCardApplication', { ...applicationInput, personId: 'person-2' });
    const [first, second] = here.desk.outgoing();
    if (first === undefined || second === undefined) throw new Error('two were made');
    const answers = await here.send([{ ...first, hash: '0'.repeat(64) }, second]);
    expect(answers.map((one) => one.outcome)).toEqual(['rejected', 'applied']);
    here.answer(answers);
    await here.feed();
    await here.same();
    const { items } = await here.desk.call('listWork', {});
    expect(items).toMatchObject([{ state: 'rejected', failureCode: 'command-hash-wrong' }]);
    await here.desk.call('settleWork', { key: here.number(), note: '重新办理' });
    expect(await here.desk.call('listWork', {})).toEqual({ items: [], total: 0, next: null });
  });
});

describe('a command at which the central office itself failed', () => {
  const failed = (id: string): CommandAnswer => ({ id, outcome: 'rejected', code: 'internal-error' });

  it('is sent again later, holds back what follows it in its service, and nobody else', async () => {
    const here = await meeting();
    await issue(here);
    await here.desk.call('acceptCardApplication', { ...applicationInput, personId: 'person-2' });
    const commands = here.desk.outgoing();
    here.answer([failed(commands[0]?.id ?? '')]);
    expect(here.desk.outgoing().map((one) => one.id)).toEqual([commands[6]?.id]);
    expect((await here.desk.call('getService', { serviceNumber: here.number() })).confirmation).toBe(
      'waiting',
    );
    here.answer(await here.send());
    here.desk.time.now += 2_000;
    expect(here.desk.outgoing().map((one) => one.id)).toEqual(commands.slice(0, 6).map((one) => one.id));
    here.answer(await here.send());
    await here.feed();
    await here.same();
  });

  it('waits longer each time but never for ever, and at once when the clerk asks', async () => {
    const here = await meeting();
    await here.desk.call('acceptCardApplication', applicationInput);
    const id = here.desk.outgoing()[0]?.id ?? '';
    const waits: number[] = [];
    for (let time = 0; time < 12; time += 1) {
      here.answer([failed(id)]);
      let waited = 0;
      while (here.desk.outgoing().length === 0) {
        here.desk.time.now += 1_000;
        waited += 1;
        if (waited > 1_000) throw new Error('never again');
      }
      waits.push(waited);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(300);
    here.answer([failed(id)]);
    expect(here.desk.outgoing()).toEqual([]);
    await here.desk.call('retryNow', {});
    expect(here.desk.outgoing().map((one) => one.id)).toEqual([id]);
  });
});

describe('a foreign change', () => {
  it('under an unconfirmed one is kept beneath it and shows when it is gone', async () => {
    const here = await meeting();
    await here.desk.call('acceptCardApplication', applicationInput);
    await here.desk.call('recordCardProduction', {
      serviceNumber: here.number(),
      blankSerial: blankCard(1).id,
      step: 'chip-written',
      note: null,
    });
    const moved = blankCard(1, { bankCardNumber: '6217999999999999999' });
    await here.foreign([change('blankCard', moved)]);
    await here.feed();
    expect(here.desk.storage.records.get('blankCard', moved.id)?.record).toMatchObject({
      status: 'in-production',
      bankCardNumber: moved.bankCardNumber,
    });
    here.desk.restart();
    here.answer(await here.send());
    await here.feed();
    await here.same();
  });

  it('that takes the ground away hides the effects here before the central office has even answered', async () => {
    const here = await meeting();
    await here.desk.call('acceptCardApplication', applicationInput);
    await here.desk.call('recordCardProduction', {
      serviceNumber: here.number(),
      blankSerial: blankCard(1).id,
      step: 'chip-written',
      note: null,
    });
    // Found by what was only read: no card of this person, no open service.
    const elsewhere = service({ id: `${here.county}-20261122-004-0001`, workstationId: otherWorkstation.id });
    await here.foreign([change('serviceRecord', elsewhere)]);
    await here.feed();
    expect(here.desk.storage.records.get('serviceRecord', here.number())).toBeUndefined();
    expect(here.desk.storage.records.get('blankCard', blankCard(1).id)?.record.status).toBe('in-stock');
    // What the clerk did stays to be seen, and the central office still decides.
    expect(await here.desk.call('getService', { serviceNumber: here.number() })).toMatchObject({
      stage: 'in-production',
      confirmation: 'waiting',
    });
    await here.foreign([
      change('serviceRecord', { ...elsewhere, stage: 'withdrawn', closedAt: elsewhere.openedAt }),
    ]);
    await here.feed();
    expect(here.desk.storage.records.get('serviceRecord', here.number())?.record.stage).toBe('in-production');
    here.answer(await here.send());
    await here.feed();
    await here.same();
  });

  it('that makes a rule’s next step impossible does not stop the feed', async () => {
    const here = await meeting();
    await issue(here);
    const cancelled = card({
      id: blankCard(1).cardNumber,
      status: '9',
      making: '09',
      serviceId: serviceNumber,
    });
    await here.foreign([change('card', cancelled)]);
    await here.feed();
    expect(here.desk.replica.state().cursor).toBe(1);
    here.answer(await here.send());
    await here.feed();
    await here.same();
  });

  it('to somebody else rewrites nothing of what waits here', async () => {
    const here = await meeting();
    await issue(here);
    const before = here.desk.committed();
    await here.foreign([change('insuredPerson', { ...person, id: 'person-3', address: '新址' })]);
    await here.feed();
    const after = here.desk.committed();
    for (const table of ['service_record', 'card', 'blank_card', 'outbox', 'base_record']) {
      expect(after.get(table), table).toEqual(before.get(table));
    }
  });
});

describe('two persons who share a blank', () => {
  it('the first service gives it back, the second goes on with it: each refusal takes back its own alone', async () => {
    const here = await meeting();
    const blankSerial = blankCard(1).id;
    await here.desk.call('acceptCardApplication', applicationInput);
    await here.desk.call('recordCardProduction', {
      serviceNumber: here.number(1),
      blankSerial,
      step: 'chip-written',
      note: null,
    });
    // The central office takes the first service back, unknown to this counter; the blank goes to another person.
    const [accepted, written] = here.desk.outgoing();
    if (accepted === undefined || written === undefined) throw new Error('two were made');
    here.answer([{ id: accepted.id, outcome: 'refused', refusals: [], standing: [], duplicate: false }]);
    expect(here.desk.storage.records.get('blankCard', blankSerial)?.record.status).toBe('in-stock');
    await here.desk.call('acceptCardApplication', { ...applicationInput, personId: 'person-2' });
    await here.desk.call('recordCardProduction', {
      serviceNumber: here.number(2),
      blankSerial,
      step: 'chip-written',
      note: null,
    });
    expect(here.desk.storage.records.get('blankCard', blankSerial)?.record.serviceId).toBe(here.number(2));
    here.answer([{ id: written.id, outcome: 'refused', refusals: [], standing: [], duplicate: false }]);
    expect(here.desk.storage.records.get('blankCard', blankSerial)?.record).toMatchObject({
      status: 'in-production',
      serviceId: here.number(2),
    });
    here.answer(await here.send());
    await here.feed();
    await here.same();
    expect((await central.sharedRecords(here.county))['card']).toHaveLength(1);
  });
});

describe('after the central office was restored from a backup', () => {
  it('everything that it lost comes again from the counter, also what lies below its new head', async () => {
    const here = await meeting();
    await issue(here);
    here.answer(await here.send());
    await here.feed();
    const done = here.desk.replica.state().cursor;
    expect(done).toBeGreaterThan(0);
    // The restored office knows nothing of it, and other counters have been busy since: its head is higher already.
    const restored = await meeting();
    for (let time = 0; time < done + 5; time += 1) {
      await restored.foreign([
        change('insuredPerson', { ...person, id: 'person-3', address: `地址${String(time)}` }),
      ]);
    }
    here.desk.storage.memory.set('epoch', 'before the restore');
    await central.pullSnapshot(restored.county, here.desk.replica);
    const commands = here.desk.outgoing();
    expect(commands.map((one) => one.kind)).toHaveLength(6);
    const answers = await central.push({ ...here.place, county: restored.county }, commands);
    here.answer(answers);
    const page = await central.feed(restored.county, here.desk.replica.state().cursor, 1000);
    here.desk.replica.receiveFeed({ epoch: central.epoch, ...page });
    expect(here.desk.sharedRecords()).toEqual(await central.sharedRecords(restored.county));
    expect(here.desk.storage.outbox.summary().pendingCommands).toBe(0);
  });
});
