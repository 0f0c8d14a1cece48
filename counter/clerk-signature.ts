import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { signedText } from '../domain/approval/approval.ts';
import type { CounterRoom } from './counter-ports.ts';
import { checkPassword } from './sign-in.ts';

/** Signs one step of one service for an amount, fen. */
export type Sign = (step: Parameters<typeof signedText>[0], about: string, amount: number) => string;

/**
 * What the clerk at this desk signs with his own password: checked here, so that he hears of a mistake at once, and sealed
 * for the central office, which believes nothing else. The password is kept nowhere.
 */
export async function clerkSigns(room: CounterRoom, password: string): Promise<Outcome<Sign>> {
  const publicKey = room.storage.memory.get('pin-public-key');
  if (publicKey === null) return fail('not-found');
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { clerk } = worker;
  const checked = await checkPassword(room, clerk, password);
  if (!checked.ok) return checked;
  // While the password was checked another clerk may have taken the desk.
  if (room.session.clerk()?.id !== clerk.id) return fail('not-signed-in');
  return succeed((step, about, amount) => {
    const subject = signedText(step, about, clerk.id, amount);
    const nonce = room.sealing.randomNonce();
    return room.sealing.sealForCentral(publicKey, JSON.stringify({ password, subject, nonce }));
  });
}
