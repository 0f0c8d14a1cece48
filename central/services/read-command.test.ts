import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandHash, readCommand } from './read-command.ts';

const origin = {
  officeId: 'O01',
  workstationId: 'W001',
  clerkId: 'C01',
  today: '2026-11-22',
  at: '2026-11-22T09:30:00.000+08:00',
};
const request = {
  serviceNumber: '330122-20261122-001-0001',
  personId: 'P1',
  blankSerial: null,
  reason: '改日',
};
const kind = 'withdraw-card-application';
const id = '3f0e7a52-6f0c-4b6f-9d4b-0a4d4a3f6e11';

function sent(change: Record<string, unknown> = {}) {
  const body = { kind, request, origin, ...change };
  return { id, ...body, hash: commandHash(body), ...change };
}

describe('reading a command', () => {
  it('takes one that is whole', () => {
    expect(readCommand(sent())).toMatchObject({
      ok: true,
      command: { id, kind, origin, body: { ok: true, value: { kind, request } } },
    });
  });

  it('takes the hash over what was sent, not over what the schema makes of it', () => {
    const spaced = { ...request, reason: '  改日  ', blankSerial: '1234 5678' };
    const reading = readCommand(sent({ request: spaced }));
    expect(reading).toMatchObject({
      ok: true,
      command: { body: { ok: true, value: { request: { reason: '改日' } } } },
    });
    const more = { ...origin, app: '1.2' };
    expect(readCommand(sent({ origin: more })).ok).toBe(true);
  });

  it('does not depend on the order in which fields were written', () => {
    const turned = Object.fromEntries(Object.entries(request).reverse());
    expect(commandHash({ kind, request: turned, origin })).toBe(commandHash({ kind, request, origin }));
  });

  it.each([
    ['a changed request', { ...sent(), request: { ...request, personId: 'P2' } }],
    ['a changed origin', { ...sent(), origin: { ...origin, clerkId: 'C02' } }],
    ['another kind', { ...sent(), kind: 'set-card-pin' }],
  ])('tells that the hash is not that of %s', (_name, raw) => {
    expect(readCommand(raw)).toEqual({ ok: false, id, code: 'command-hash-wrong' });
  });

  it.each([
    ['no id', { ...sent(), id: undefined }, ''],
    ['an id that is no UUID', { ...sent(), id: 'x'.repeat(99) }, 'x'.repeat(64)],
    ['no origin', { ...sent(), origin: undefined }, id],
    ['a day that does not exist', sent({ origin: { ...origin, today: '2026-02-30' } }), id],
    ['U+0000 in a value', sent({ request: { ...request, reason: 'a\u0000' } }), id],
    ['U+0000 in a name', sent({ request: { ...request, 'a\u0000': 1 } }), id],
    ['half a surrogate pair', sent({ request: { ...request, reason: '\udc00' } }), id],
    ['nothing', null, ''],
  ])('tells that one with %s is malformed', (_name, raw, known) => {
    expect(readCommand(raw)).toEqual({ ok: false, id: known, code: 'command-malformed' });
  });

  it('tells an unknown kind apart from a body that does not fit its kind', () => {
    const unknown = readCommand(sent({ kind: 'make-coffee' }));
    expect(unknown).toMatchObject({
      ok: true,
      command: { body: { ok: false, code: 'command-kind-unknown' } },
    });
    // A kind is a word of the catalogue, not a property that every object has.
    const inherited = readCommand(sent({ kind: 'constructor' }));
    expect(inherited).toMatchObject({
      ok: true,
      command: { body: { ok: false, code: 'command-kind-unknown' } },
    });
    const wrong = readCommand(sent({ request: {} }));
    expect(wrong).toMatchObject({ ok: true, command: { body: { ok: false, code: 'command-malformed' } } });
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (raw) => {
        const reading = readCommand(raw);
        expect(reading.ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
