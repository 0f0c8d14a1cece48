import type { CallInput, CallName, CallOutput } from '../../contract/counter-calls.ts';
import { succeed } from '../../contract/envelope.ts';
import { enterAtPad, type PinEntered } from '../../renderer/features/pin-pad/enter-at-pad.ts';

/** A counter that is asked, and throws where it fails. */
interface AskedCounter {
  readonly call: <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallOutput<Name>>;
}

/**
 * Types digits twice at a password pad, as its page takes them, seals them and hands them over.
 * @throws where the pad or the counter does not take them
 */
export async function typePinAtPad(counter: AskedCounter, entered: PinEntered, pin: string): Promise<void> {
  const outcome = await enterAtPad(
    async (name, input) => succeed(await counter.call(name, input)),
    entered,
    pin,
    pin,
  );
  if (!outcome.ok) throw new Error(`the pad: ${JSON.stringify(outcome.error)}`);
}
