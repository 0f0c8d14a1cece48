import type { Signer } from '../contract/approval-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { sealedSubject, signedText } from '../domain/approval/approval.ts';
import type { Clerk } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { checkPassword } from './sign-in.ts';

/** Signs one step of one service for an amount, fen, and where it goes (`destinationText`). */
export type Sign = (
  step: Parameters<typeof signedText>[0],
  about: string,
  amount: number,
  destination?: string,
) => string;

/** Bytes in quotes: what is sealed at one time (RSA-OAEP, 3072 bits) holds 318, the words that are signed among them. */
const longestSigned = 130;

/** Who signs, and his signature. */
export interface SigningClerk {
  readonly clerk: Clerk;
  readonly sign: Sign;
}

/**
 * What the clerk at this desk signs with his own password: checked here, so that he hears of a mistake at once, and sealed
 * for the central office, which believes nothing else. The password is kept nowhere.
 */
export async function clerkSigns(room: CounterRoom, password: string): Promise<Outcome<Sign>> {
  const signing = await signerSigns(room, { loginName: null, password });
  return signing.ok ? succeed(signing.value.sign) : signing;
}

/** The same of whoever says who he is: also a second clerk at the first one's desk, who stays the one that is signed in. */
export async function signerSigns(
  room: CounterRoom,
  { loginName, password }: Signer,
): Promise<Outcome<SigningClerk>> {
  if (bytesOf(JSON.stringify(password)) > longestSigned) {
    return fail('invalid-input', {}, [{ path: 'password', code: 'too_big', params: {} }]);
  }
  const publicKey = room.storage.memory.get('pin-public-key');
  if (publicKey === null) return fail('not-found');
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const who =
    loginName === null
      ? worker.clerk
      : (room.storage.records.find('clerk', 'loginName', loginName)[0] ?? loginName);
  const checked = await checkPassword(room, who, password);
  if (!checked.ok) return checked;
  // While the password was checked another clerk may have taken the desk.
  if (room.session.clerk()?.id !== worker.clerk.id) return fail('not-signed-in');
  const clerk = checked.value;
  return succeed({
    clerk,
    sign(step, about, amount, destination = '') {
      const text = signedText(step, about, clerk.id, amount);
      const subject = sealedSubject({ subject: text, destination }, (one) => room.sealing.sha256(one));
      const nonce = room.sealing.randomNonce();
      return room.sealing.sealForCentral(publicKey, JSON.stringify({ password, subject, nonce }));
    },
  });
}

/** What is signed of a new sheet: the one that the rule will make, the next of its service. */
export function nextSheet(room: CounterRoom, serviceNumber: string): string {
  const sheets = room.storage.records.find('approval', 'serviceId', serviceNumber);
  return `${serviceNumber}/${String(sheets.length + 1)}`;
}

/** Bytes of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
