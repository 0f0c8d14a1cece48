import { constants, createHash, publicEncrypt, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../central/journal.ts';
import { applyCommands, type ApplyCommandsParts } from '../../central/services/apply-commands.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { openPinVault } from '../../central/services/pin-vault.ts';
import { commandHash } from '../../central/services/read-command.ts';
import type { CommandAnswer } from '../../contract/sync-protocol.ts';
import { sealedSubject, signedText } from '../../domain/approval/approval.ts';
import { addDays } from '../../domain/calendar/civil-date.ts';
import type { CloseDayRequest } from '../../domain/day-close/close-day-request.ts';
import { beginningOf, chainOf, isUnbroken, signedDay } from '../../domain/day-close/day-chain.ts';
import { change } from '../../domain/records/change.ts';
import {
  beginning,
  blankCard,
  centre,
  clerk,
  context,
  otherWorkstation,
  today,
  workstation,
} from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { wording } from '../helpers/wording.ts';
import { databaseKinds, testPinKeys } from './databases.ts';
import { LoadedCounties } from './loaded-counties.ts';

const clock = systemClock(() => Date.parse(`${today}T18:00:00+08:00`));
const say = wording('zh-CN');
const yesterday = addDays(today, -1);
const supervisor = { ...clerk, id: 'clerk-gu', loginName: 'gu', name: '顾敏', role: 'supervisor' } as const;
const password = 'gu-1234';
const office = chainOf({ scope: 'office', officeId: centre.id, workstationId: null, clerkId: null });
const range = (from: number, to: number) => ({ first: blankCard(from).id, last: blankCard(to).id });

/** The office's day, with five blanks in the safe from beginning to end. */
const closing: CloseDayRequest = {
  ...{ scope: 'office', day: today, clerkId: null, workstationId: null },
  ...{ previousId: beginningOf(office), previousDay: null },
  places: [{ workstationId: null, opening: [range(1, 5)], closing: [range(1, 5)] }],
  ...{ heard: [], looks: [], waiting: [], reason: null, signature: null },
};

/** Making them stops everything for seconds. */
const keys = testPinKeys();

describe.each(databaseKinds)('the end of the day, at the central office on %s', (kind) => {
  const counties = LoadedCounties.on(kind, 420_000);
  let parts: ApplyCommandsParts;
  let base: FactBase;

  beforeAll(async () => {
    const { storage } = counties;
    const journal = createJournal({ write: () => undefined });
    parts = { storage, vault: await openPinVault(keys, storage), journal, clock };
    const passwordHash = await hash(password, { memoryCost: 1_024, timeCost: 1 });
    base = new FactBase([...beginning, change('clerk', { ...supervisor, passwordHash })]);
  });

  /** Sends one command from a workstation of the centre, as its counter does. */
  async function send(
    county: string,
    request: Partial<CloseDayRequest>,
    { id = randomUUID(), at = workstation.id, by = clerk.id } = {},
  ): Promise<CommandAnswer | undefined> {
    const origin = { officeId: centre.id, workstationId: at, clerkId: by, today, at: context.at };
    const body = { kind: 'close-day', request: { ...closing, ...request }, origin };
    const credential = { county, officeId: centre.id, workstationId: at };
    const [answer] = await applyCommands(parts, credential, [{ id, ...body, hash: commandHash(body) }]);
    return answer;
  }

  /** What a clerk reads of an answer. */
  function told(answer: CommandAnswer | undefined): readonly string[] {
    if (answer?.outcome !== 'refused') return [answer?.outcome ?? 'no answer'];
    return answer.refusals.map(({ code, params }) => say(`refusal.${code}`, params));
  }

  /** The days that are closed, in their order. */
  async function closedDays(county: string) {
    return (await counties.all(county, 'dayClose')).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  }

  /** The supervisor's hand under a reason. */
  function signed(reason: string) {
    const text = signedText('close-day', signedDay(office, today), supervisor.id, 0);
    const subject = sealedSubject({ subject: text, destination: reason }, (one) =>
      createHash('sha256').update(one).digest('hex'),
    );
    return publicEncrypt(
      { key: parts.vault.publicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from(JSON.stringify({ password, subject, nonce: randomUUID() })),
    ).toString('base64');
  }

  it('closes a day once, however many counters close it at the same time, and tells the others so', async () => {
    const county = await counties.load(base);
    const answers = await Promise.all([
      send(county, {}),
      send(county, {}, { at: otherWorkstation.id }),
      send(county, {}),
      send(county, {}, { at: otherWorkstation.id }),
    ]);
    const refused = [say('refusal.day-closed-already', { day: today })];
    expect(answers.map(told).sort()).toEqual([['applied'], refused, refused, refused].sort());
    const closed = await closedDays(county);
    expect(closed).toHaveLength(1);
    expect(isUnbroken(closed)).toBe(true);
  });

  it('puts one of two days behind the same one, where two counters close different ones, and has the other looked at again', async () => {
    const county = await counties.load(base);
    const first = randomUUID();
    const dayBefore = addDays(today, -2);
    expect(told(await send(county, { day: dayBefore }, { id: first }))).toEqual(['applied']);
    const behind = { previousId: first, previousDay: dayBefore };
    const answers = await Promise.all([
      send(county, { ...behind, day: yesterday }),
      send(county, behind, { at: otherWorkstation.id }),
    ]);
    const won = answers.findIndex((answer) => answer?.outcome === 'applied');
    const lost = say('refusal.day-chain-moved', { day: won === 0 ? today : yesterday });
    expect(answers.map(told)).toEqual(won === 0 ? [['applied'], [lost]] : [[lost], ['applied']]);
    expect(isUnbroken(await closedDays(county))).toBe(true);
  });

  it('lets a clerk close beside his office: these are chains of their own', async () => {
    const county = await counties.load(base);
    const own = { scope: 'clerk', clerkId: clerk.id, workstationId: workstation.id } as const;
    const previousId = beginningOf(chainOf({ ...own, officeId: centre.id }));
    const places = [{ workstationId: workstation.id, opening: [], closing: [] }];
    const answers = await Promise.all([send(county, {}), send(county, { ...own, previousId, places })]);
    expect(answers.map(told)).toEqual([['applied'], ['applied']]);
  });

  it('begins a day with the cards of the one before it, and not with what a counter says', async () => {
    const county = await counties.load(base);
    const first = randomUUID();
    expect(told(await send(county, { day: yesterday }, { id: first }))).toEqual(['applied']);
    // Two are gone, and the page of the counter comes out: nothing was there when the day began either.
    const fewer = [{ workstationId: null, opening: [range(1, 3)], closing: [range(1, 3)] }];
    const request = { previousId: first, previousDay: yesterday, places: fewer };
    expect(told(await send(county, request))).toEqual([
      say('refusal.day-leftovers-unsigned'),
      say('refusal.day-reason-missing'),
    ]);
    const bySupervisor = { by: supervisor.id };
    const otherwise = { ...request, reason: '其他原因', signature: signed('库房少两张，已报告') };
    expect(told(await send(county, otherwise, bySupervisor))).toEqual([say('refusal.signature-unfit')]);
    const bySignature = { ...otherwise, reason: '库房少两张，已报告' };
    expect(told(await send(county, bySignature, bySupervisor))).toEqual(['applied']);
    const closed = await closedDays(county);
    expect(closed.at(-1)?.report.cards).toMatchObject([
      { opening: [range(1, 5)], closing: [range(1, 3)], difference: [range(4, 5)] },
    ]);
    expect(isUnbroken(closed)).toBe(true);
  });
});
