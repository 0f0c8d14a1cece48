import type { LookReason } from '../contract/looks.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import type { Listing, Look } from './looks.ts';

/**
 * Writes a look at a person into the audit trail, with its reason. A page asks again whenever something changes: that
 * is one look, as long as the same person is before the same clerk and nobody says that he came another way. A reason
 * that the counter did not see is not believed and stands as 'unproven', beside what was said; none at all as 'unsaid'.
 */
export function noteLook(
  room: CounterRoom,
  person: Pick<InsuredPerson, 'id'>,
  look: Look,
  said: LookReason | null = null,
): void {
  const { looks } = room.session;
  if (!looks.isNew(person.id, look, said)) return;
  const details = looks.reasonFor(person.id, said);
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: look,
      subject: person.id,
      details,
    }),
  );
}

/**
 * Writes into the audit trail that a page of an employer's people was listed: one entry for the page, with where it
 * begins and how many were on it, as often as the employer is opened anew.
 */
export function noteListing(room: CounterRoom, listing: Listing, personIds: readonly string[]): void {
  if (!room.session.looks.isNewListing(listing, personIds) || personIds.length === 0) return;
  const { employerId, show, skip } = listing;
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'look-at-employer',
      subject: employerId,
      details: { reason: 'employer', show, from: skip + 1, persons: personIds.length },
    }),
  );
}
