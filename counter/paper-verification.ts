import type { PaperVerification } from '../contract/paper-verification.ts';
import {
  verificationAddressLookups,
  verificationLink,
  verificationPage,
} from '../domain/registered-paper/verification-address.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { isOutWithoutCode } from './printed-papers.ts';

/** What the paper of a service says about how it is checked, as it stands now. */
export function viewVerification(room: CounterRoom, serviceNumber: string): PaperVerification {
  const { records, memory } = room.storage;
  const paper = records.get('registeredPaper', serviceNumber)?.record;
  if (paper === undefined) return null;
  const { code, state, stateAt, replacedBy } = paper;
  const facts = loadFacts(room.storage, verificationAddressLookups());
  const page = verificationPage(facts, room.clock.today(), memory.get('central-url'));
  const link = page === null || code === null ? null : verificationLink(page, serviceNumber, code);
  return {
    ...{ code, page, link, state, stateAt, replacedBy },
    isOutWithoutCode: code !== null && isOutWithoutCode(room, paper),
  };
}
