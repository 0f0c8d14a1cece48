import { describe, expect, it } from 'vitest';
import { blankCard, centre, serviceNumber, servicePoint } from '../testing/county.ts';
import { commandOrder } from './command-order.ts';
import type { CommandBody } from './command-rules.ts';

const first = blankCard(1).id;
const third = blankCard(3).id;
const ranges = [{ first, last: third }];
const cards = [{ serviceNumber, cardNumber: 'B80001001' }];

const moving: CommandBody = {
  kind: 'move-blank-cards',
  request: { ranges, toOfficeId: centre.id, toWorkstationId: null },
};
const counting: CommandBody = {
  kind: 'count-blank-cards',
  request: { workstationId: null, expected: ranges, counted: [], explanation: '缺失' },
};
const writing = (blankSerial: string): CommandBody => ({
  kind: 'record-card-production',
  request: { serviceNumber: 's-1', personId: 'p-1', blankSerial, step: 'chip-written', note: null },
});
const sending: CommandBody = {
  kind: 'send-parcel',
  request: { parcelId: 'parcel-1', toOfficeId: servicePoint.id, cards },
};
const receiving: CommandBody = { kind: 'receive-parcel', request: { parcelId: 'parcel-1', scanned: cards } };
const telling = (number: string): CommandBody => ({
  kind: 'record-notification',
  request: { serviceNumber: number, personId: 'p-1', way: 'telephone' },
});

function isHeldUp(behind: CommandBody, failed: CommandBody): boolean {
  const holds = new Set(commandOrder(failed).holds);
  return commandOrder(behind).heldBy.some((one) => holds.has(one));
}

describe('a command that failed for now holds up', () => {
  it.each<[what: string, behind: CommandBody, failed: CommandBody]>([
    ['the writing of a blank that was moved', writing(third), moving],
    ['the writing of a blank that was counted', writing(first), counting],
    ['the moving of a blank that was written', moving, writing(first)],
    ['what is done with a service whose card was received', telling(serviceNumber), receiving],
    ['the parcel of a card that was made', sending, telling(serviceNumber)],
  ])('%s', (_what, behind, failed) => {
    expect(isHeldUp(behind, failed)).toBe(true);
  });

  it.each<[what: string, behind: CommandBody, failed: CommandBody]>([
    ['the writing of another blank', writing(blankCard(4).id), moving],
    ['what is done with a service whose card was not in the parcel', telling('s-2'), receiving],
  ])('not %s', (_what, behind, failed) => {
    expect(isHeldUp(behind, failed)).toBe(false);
  });

  it('nobody by a range that is longer than a command may name', () => {
    const endless: CommandBody = {
      kind: 'return-blank-cards',
      request: { ranges: [{ first: '00000001', last: '99999999' }], reason: '停用' },
    };
    expect(commandOrder(endless).holds).toEqual(['subject stock']);
  });
});
