import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { noteLook } from './note-look.ts';
import type { CounterRoom } from './counter-ports.ts';

/** 读证: what the reader on the desk says. */
export async function readIdentityDocument(
  room: CounterRoom,
  input: CallRequest<'readIdentityDocument'>,
): Promise<Outcome<CallOutput<'readIdentityDocument'>>> {
  const { personId } = input;
  const person = personId === null ? null : room.storage.records.get('insuredPerson', personId)?.record;
  if (person === undefined) return fail('not-found');
  const reading = await room.documentReader.read({ person, whose: input.whose });
  if (reading === null) return fail('no-reader');
  const holder =
    person?.documentNumber === reading.documentNumber
      ? person.id
      : room.storage.queries.personsByDocumentNumber(reading.documentNumber, 1)[0]?.personId;
  if (input.whose === 'holder' && holder !== undefined) room.session.looks.noteReading(holder);
  // The reader shows the full number: a look like any other (Personal Information Protection Law).
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'read-identity-document',
      subject: person?.id ?? (input.whose === 'holder' ? (holder ?? null) : null),
      details: { reader: reading.reader, whose: input.whose },
    }),
  );
  return succeed({ ...reading });
}

/** The registered photo, kept at the central office only: without the line there is none to compare. */
export async function getRegisteredPhoto(
  room: CounterRoom,
  input: CallRequest<'getRegisteredPhoto'>,
): Promise<Outcome<{ photo: string }>> {
  const clerkId = room.session.clerk()?.id;
  const photo = await room.central.photo(input.personId);
  if (photo === null) return fail('photo-unavailable');
  // While the line was asked the clerk may have left: nobody has looked then.
  if (room.session.clerk()?.id !== clerkId) return fail('not-signed-in');
  noteLook(room, { id: input.personId }, 'look-at-photo');
  return succeed({ photo });
}
