import { createHash, timingSafeEqual } from 'node:crypto';
import type { RegisteredPaper } from '../../domain/records/registered-paper.ts';
import { countyOfPaper } from '../../domain/registered-paper/verification-code.ts';
import type { CentralStorage } from '../storage/central-storage.ts';
import type { PinVault } from './pin-vault.ts';

/** What anybody may know of a paper whose number and code he has: nothing that tells of a person. */
export interface VerifiedPaper {
  readonly number: string;
  readonly kind: RegisteredPaper['kind'];
  readonly officeName: string;
  readonly officePhone: string;
  readonly registeredAt: string;
  readonly state: RegisteredPaper['state'];
  readonly stateAt: string | null;
  readonly replacedBy: string | null;
}

/** In place of a paper that is not there: its code is reckoned and compared all the same. */
const nothing = { id: 'nothing', contentHash: '0'.repeat(64) };

/**
 * Looks up a paper by what stands on it. An unknown number and a wrong code are answered alike, and take as long: nobody
 * learns which numbers there are. The code is reckoned anew, so that a row that somebody has written himself is no paper.
 * @param number a service number as papers have it
 * @param code XXXX-XXXX-XXXX
 * @returns null unless both belong together
 */
export async function verifyPaper(
  { storage, vault }: { readonly storage: CentralStorage; readonly vault: Pick<PinVault, 'paperCode'> },
  number: string,
  code: string,
): Promise<VerifiedPaper | null> {
  const county = countyOfPaper(number);
  return await storage.read(county, async (reader) => {
    const paper = await reader.one('registeredPaper', number);
    const isRight = isSame(vault.paperCode(county, paper ?? nothing), code);
    if (paper === undefined || !isRight) return null;
    const office = await reader.one('office', paper.officeId);
    return {
      number: paper.id,
      kind: paper.kind,
      officeName: office?.name ?? '',
      officePhone: office?.phone ?? '',
      registeredAt: paper.registeredAt,
      state: paper.state,
      stateAt: paper.stateAt,
      replacedBy: paper.replacedBy,
    };
  });
}

function isSame(kept: string, shown: string): boolean {
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digestOf(kept), digestOf(shown));
}
