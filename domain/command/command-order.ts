import { namedSerials } from '../stock/stock-facts.ts';
import { commandBelonging, type CommandBody } from './command-rules.ts';

/**
 * By what a command that failed for now holds up those behind it, and by what a command is held up: its subject and its
 * service; every blank and every service on a list that it names, for who comes after finds them where it has put them;
 * the rows of an employer's batch by what opens it, and what ends the batch by its rows. One row holds up no other.
 */
export function commandOrder(body: CommandBody): {
  readonly holds: readonly string[];
  readonly heldBy: readonly string[];
} {
  const { subject, service } = commandBelonging(body);
  const own = [`subject ${subject}`, ...(service === null ? [] : [`service ${service}`]), ...namedBy(body)];
  const { batch, isRow } = batchOf(body.request, service);
  if (batch === null) return { holds: own, heldBy: own };
  const [whole, row] = [`batch ${batch}`, `row of batch ${batch}`];
  return isRow
    ? { holds: [...own, row], heldBy: [...own, whole] }
    : { holds: [...own, whole], heldBy: [...own, row] };
}

/** Blanks by their serials, and the services whose cards are in a parcel. */
function namedBy({ request }: CommandBody): readonly string[] {
  const blanks = [
    ...('blankSerial' in request && request.blankSerial !== null ? [request.blankSerial] : []),
    ...('ranges' in request ? namedSerials(request.ranges) : []),
    ...('counted' in request ? namedSerials([...request.expected, ...request.counted]) : []),
  ];
  const services =
    'scanned' in request
      ? request.scanned
      : 'toOfficeId' in request && 'cards' in request
        ? request.cards
        : [];
  return [
    ...blanks.map((serial) => `blank ${serial}`),
    ...services.map(({ serviceNumber }) => `service ${serviceNumber}`),
  ];
}

/** The batch that a command belongs to, and whether it is one of its rows; the batch's own commands are its service's. */
function batchOf(request: CommandBody['request'], service: string | null) {
  const batch = 'batchId' in request ? request.batchId : null;
  return { batch, isRow: batch !== null && batch !== service };
}
