import type { HeadlessCounter } from '../helpers/headless-counter.ts';
import { until } from '../helpers/until.ts';
import { goodPin } from './clerk.ts';

/** What somebody shows who has come himself; another clerk than the one at the screen is signed in for it. */
export async function presentHeadless(counter: HeadlessCounter, personId: string) {
  await counter.call('signIn', { loginName: 'clerk2', password: 'guitai-demo-2' });
  const read = await counter.call('readIdentityDocument', { personId });
  return {
    channel: 'in-person',
    document: {
      documentKind: read.documentKind,
      documentNumber: read.documentNumber,
      name: read.name,
      documentValidUntil: read.validUntil,
    },
    representative: null,
    photoCompared: true,
  } as const;
}

/** The whole service at a counter without a window; gives the card's number when the central office has confirmed it. */
export async function issueHeadless(counter: HeadlessCounter, personId: string): Promise<string> {
  await counter.call('signIn', { loginName: 'clerk2', password: 'guitai-demo-2' });
  const document = await counter.call('readIdentityDocument', { personId });
  const accepted = await counter.call('acceptCardApplication', {
    personId,
    channel: 'in-person',
    documentKind: document.documentKind,
    documentNumber: document.documentNumber,
    documentName: document.name,
    documentValidUntil: document.validUntil,
    photoCompared: true,
  });
  const { serviceNumber } = accepted;
  const { next } = await counter.call('listBlankCards', {});
  const blankSerial = next[0]?.blankSerial ?? '';
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await counter.call('recordCardProduction', { serviceNumber, blankSerial, step, note: null });
  }
  await counter.call('submitCardPin', { serviceNumber, first: goodPin, second: goodPin });
  const done = await counter.call('handOverCard', { serviceNumber, receiptSigned: true });
  await until('the central office confirms the headless counter', async () => {
    const service = await counter.call('getService', { serviceNumber });
    return service.confirmation === 'confirmed';
  });
  return done.cardNumber ?? '';
}
