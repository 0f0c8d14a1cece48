import { randomInt } from 'node:crypto';
import type { EnrolmentAnswer, HelloAnswer } from '../../contract/sync-protocol.ts';
import type { CentralStorage, CountyReader, StoredCredential } from '../storage/central-storage.ts';
import { UnknownCountyError } from '../storage/central-storage.ts';
import { newToken, secretHash } from './credentials.ts';

/** Letters and digits that nobody confuses when he reads them out (Crockford's base 32). */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeGroups = 4;
const codeGroupLength = 4;
const codeValidHours = 72;
const demonstrationCode = 'demonstration';

/** Why nobody was enrolled; the person at the workstation is told only that the code does not serve. */
export class EnrolmentRefusedError extends Error {
  readonly reason: 'code' | 'office-unknown' | 'no-free-workstation' | 'other-workstation';

  constructor(reason: EnrolmentRefusedError['reason']) {
    super(`enrolment refused: ${reason}`);
    this.name = 'EnrolmentRefusedError';
    this.reason = reason;
  }
}

/**
 * Makes a one-time code for a workstation of an office: `330122-XXXX-XXXX-XXXX-XXXX`, 80 bits, valid for three days.
 * Without `workstationId` the free workstation with the lowest number; with it that one, whose credential then ends
 * when the code is used (a machine was replaced).
 * @throws EnrolmentRefusedError when the office has no such or no free workstation
 */
export async function makeEnrolmentCode(
  storage: CentralStorage,
  place: { readonly county: string; readonly officeId: string; readonly workstationId?: string | undefined },
): Promise<{ readonly code: string; readonly workstationId: string; readonly validHours: number }> {
  return await storage.change(place.county, async (writer) => {
    await requireOffice(writer, place.officeId);
    const workstationId = place.workstationId ?? (await writer.freeWorkstations(place.officeId))[0];
    const workstation =
      workstationId === undefined ? undefined : await writer.one('workstation', workstationId);
    if (workstationId === undefined || workstation?.officeId !== place.officeId) {
      throw new EnrolmentRefusedError('no-free-workstation');
    }
    const code = newCode(place.county);
    const { officeId } = place;
    await writer.addEnrolmentCode({
      codeHash: secretHash(normalCode(code)),
      officeId,
      workstationId,
      validHours: codeValidHours,
    });
    return { code, workstationId, validHours: codeValidHours };
  });
}

/**
 * Exchanges a code for a workstation's credential. In a demonstration the code 'demonstration' takes the lowest free
 * workstation of the office, or of the county centre.
 * @throws EnrolmentRefusedError
 */
export async function enrol(
  storage: CentralStorage,
  mode: HelloAnswer['mode'],
  request: { readonly code: string; readonly officeId: string | null; readonly workstationId: string | null },
): Promise<EnrolmentAnswer> {
  const counties = await storage.counties();
  if (request.code === demonstrationCode && mode === 'demonstration') {
    const county = counties.find((one) => one.demonstration);
    if (county === undefined) throw new EnrolmentRefusedError('code');
    return await storage.change(county.county, async (writer) => {
      const officeId = request.officeId ?? (await countyCentre(writer));
      await requireOffice(writer, officeId);
      const free = await writer.freeWorkstations(officeId);
      const wanted = request.workstationId;
      const workstationId = wanted === null ? free[0] : free.find((one) => one === wanted);
      if (workstationId === undefined) throw new EnrolmentRefusedError('no-free-workstation');
      return await give(county, writer, { officeId, workstationId });
    });
  }
  const code = normalCode(request.code);
  const county = counties.find((one) => one.county === code.slice(0, 6));
  if (county === undefined) throw new EnrolmentRefusedError('code');
  try {
    return await storage.change(county.county, async (writer) => {
      const place = await writer.takeEnrolmentCode(secretHash(code));
      if (place === undefined) throw new EnrolmentRefusedError('code');
      // Thrown within the transaction: the code serves the workstation that it was made for.
      if (request.workstationId !== null && request.workstationId !== place.workstationId) {
        throw new EnrolmentRefusedError('other-workstation');
      }
      return await give(county, writer, place);
    });
  } catch (error) {
    throw error instanceof UnknownCountyError ? new EnrolmentRefusedError('code') : error;
  }
}

async function give(
  { county, name }: { readonly county: string; readonly name: string },
  writer: { addCredential(tokenHash: string, credential: StoredCredential): Promise<void> },
  place: StoredCredential,
): Promise<EnrolmentAnswer> {
  const token = newToken(county);
  await writer.addCredential(secretHash(token), place);
  return { county, countyName: name, ...place, token };
}

async function requireOffice(reader: CountyReader, officeId: string): Promise<void> {
  if ((await reader.one('office', officeId)) === undefined) throw new EnrolmentRefusedError('office-unknown');
}

async function countyCentre(reader: CountyReader): Promise<string> {
  const centre = (await reader.all('office')).find((office) => office.kind === 'county-centre');
  if (centre === undefined) throw new EnrolmentRefusedError('office-unknown');
  return centre.id;
}

function newCode(county: string): string {
  const group = () =>
    Array.from({ length: codeGroupLength }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length))).join(
      '',
    );
  return [county, ...Array.from({ length: codeGroups }, group)].join('-');
}

/** As it may be typed: small letters, blanks, and O, I and L for the digits they look like. */
function normalCode(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
