import { counter } from '../../counter.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import type { PinPadRequest } from '../../../contract/window-bridge.ts';
import { shell } from '../../window-bridge.ts';

type PadOfService = Extract<PinPadRequest, { readonly service: string }>;

/**
 * Turns the pad to the person and waits: for the service that was made of what he typed, or for the pad to be closed.
 * The digits go from the pad's own window to the backend; here is heard only that they did.
 */
export async function typedOnPad(
  request: PadOfService,
): Promise<Outcome<{ readonly serviceNumber: string }>> {
  const heard = new Promise<string | null>((resolve) => {
    const unsubscribe = [
      counter.subscribe((event) => {
        if (event.event === 'pin-accepted' && event.personId === request.personId) end(event.serviceNumber);
      }),
      shell.onShellEvent((event) => {
        if (event.event === 'pin-pad-closed' && isFor(event.pinPad, request.personId)) end(null);
      }),
    ];
    function end(serviceNumber: string | null): void {
      for (const stop of unsubscribe) stop();
      resolve(serviceNumber);
    }
  });
  const opened = await shell.openPinPad(request);
  if (!opened.ok) return opened;
  const serviceNumber = await heard;
  return serviceNumber === null
    ? { ok: false, error: { code: 'pin-entry-given-up', params: {}, refusals: [], problems: [] } }
    : { ok: true, value: { serviceNumber } };
}

function isFor(pinPad: PinPadRequest, personId: string): boolean {
  return 'service' in pinPad && pinPad.personId === personId;
}
