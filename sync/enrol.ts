import type { EnrolmentFailure, EnrolmentResult } from '../counter/ports.ts';
import { CentralClient } from './central-client.ts';
import { readCentralUrl } from './central-url.ts';
import { protocolMisfit } from './protocol-fit.ts';

/**
 * Asks a central office to take this workstation in; what it answers is what the counter remembers.
 * @param workstationId of one that is enrolled again: which it is
 */
export async function enrol(
  url: string,
  code: string,
  officeId: string | null,
  workstationId: string | null,
): Promise<EnrolmentResult> {
  const reading = readCentralUrl(url);
  if (!reading.ok) return reading;
  const client = new CentralClient(reading.url, null);
  const hello = await client.hello();
  if (!hello.ok) return { ok: false, code: enrolmentFailure(hello.code) };
  const misfit = protocolMisfit(hello.value);
  if (misfit !== null) return { ok: false, code: misfit };
  const answer = await client.enrol(code, officeId, workstationId);
  if (!answer.ok) return { ok: false, code: enrolmentFailure(answer.code) };
  return {
    ok: true,
    memory: {
      'central-url': reading.url,
      mode: hello.value.mode,
      county: answer.value.county,
      'county-name': answer.value.countyName,
      'office-id': answer.value.officeId,
      'workstation-id': answer.value.workstationId,
      token: answer.value.token,
      'pin-public-key': hello.value.pinPublicKey,
      'demonstration-clerks': JSON.stringify(hello.value.demonstrationClerks),
    },
  };
}

/** That the central office is busy or fails says nothing of the code: it serves a moment later. */
function enrolmentFailure(code: string): EnrolmentFailure {
  switch (code) {
    case 'central-unreachable':
    case 'central-busy':
    case 'too-many-requests':
    case 'internal-error':
    case 'central-not-guitai':
    case 'central-protocol-newer':
    case 'central-protocol-older':
      return code;
    default:
      return 'enrolment-refused';
  }
}
