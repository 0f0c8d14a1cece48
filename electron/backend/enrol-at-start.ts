import { passingFailures } from '../../contract/error-codes.ts';
import { enrolWorkstation } from '../../counter/enrol-workstation.ts';
import type { CounterRoom } from '../../counter/counter-ports.ts';
import { readCentralUrl } from '../../sync/central-url.ts';
import { retryDelay } from '../../sync/retry-delay.ts';
import { Wake } from '../../sync/wake.ts';
import type { StartMessage } from './start-message.ts';

type AskedAtStart = Pick<StartMessage, 'central' | 'enrolmentCode' | 'demonstration' | 'officeId'>;

type Report = (error: unknown) => void;

const passing: ReadonlySet<string> = new Set(passingFailures);

/**
 * A new counter whose command line names its central office joins by itself: with the code given, or, at a
 * demonstration, with the code that every demonstration takes. A moved central office is taken over from the command
 * line too, so that a demonstration's port may change.
 *
 * A workstation is often switched on before its line is there: a central office that cannot be reached or is busy is
 * asked again, as synchronisation does, until somebody has enrolled it by hand. Told once; every other refusal is told and
 * ends it.
 */
export function enrolAtStart(
  room: CounterRoom,
  options: AskedAtStart,
  report: Report,
): { readonly ended: Promise<void>; readonly stop: () => void } {
  const retry = new Wake();
  let stopped = false;
  const stop = () => {
    stopped = true;
    retry.now();
  };
  const isEnrolled = () => room.storage.memory.get('token') !== null;
  // A disk that fails at it keeps nobody from starting, and from closing: he may enrol by hand, or start again.
  if (!isEnrolled()) return { ended: join().catch(report), stop };
  try {
    takeMovedOver(room, options.central, report);
  } catch (error) {
    report(error);
  }
  return { ended: Promise.resolve(), stop };

  async function join(): Promise<void> {
    const code = options.enrolmentCode ?? (options.demonstration ? 'demonstration' : null);
    if (options.central === null || code === null) return;
    const input = {
      centralUrl: options.central,
      enrolmentCode: code,
      officeId: options.demonstration ? (options.officeId ?? null) : null,
    };
    for (let failures = 1; ; failures += 1) {
      const outcome = await enrolWorkstation(room, input);
      if (outcome.ok || isEnrolled()) return;
      const passes = passing.has(outcome.error.code);
      if (failures === 1 || !passes) report(new Error(outcome.error.code));
      if (!passes) return;
      await retry.within(retryDelay(failures, Math.random()));
      if (stopped || isEnrolled()) return;
    }
  }
}

/** The credential goes to this address from now on: the same is asked of it as at enrolment. */
function takeMovedOver(
  { storage: { memory, unitOfWork } }: CounterRoom,
  central: string | null,
  report: Report,
): void {
  if (central === null) return;
  const reading = readCentralUrl(central);
  if (!reading.ok) report(new Error(reading.code));
  else if (memory.get('central-url') !== reading.url) {
    unitOfWork.write(() => memory.set('central-url', reading.url));
  }
}
