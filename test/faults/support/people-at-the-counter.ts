import type { CommandRequests } from '../../../domain/command/command-rules.ts';

/**
 * Who may apply and who may take a card, told from the law a second time and as simply as it can be: the oracle's part
 * that knows people and papers. It shares no line with the rules of the product.
 */

/** Civil Code art. 161 and 165: an agent brings it in writing, or is of the household. Art. 23: so is a guardian shown. */
const papers = {
  agent: ['written-authorisation', 'household-booklet'],
  guardian: ['household-booklet', 'guardianship-proof'],
} as const;

export interface PersonAtTheCounter {
  readonly documentNumber: string;
  readonly name: string;
  readonly born: string;
  /** '' where none is known. */
  readonly phone: string;
  /** Below 16 on every day of a history. */
  readonly child: boolean;
}

interface Shown {
  readonly documentNumber: string;
  readonly documentValidUntil: string;
}

/** Who stands there and what lies on the desk, the same for every service. */
interface Presented {
  readonly channel: 'in-person' | 'agent' | 'guardian';
  readonly document: Shown & { readonly name: string };
  readonly representative: (Shown & { readonly authorisation: string }) | null;
  readonly photoCompared: boolean;
}

/** The papers of an application, as those of every other service are called. */
export function applicantsPapers(request: CommandRequests['accept-card-application']): Presented {
  const { channel, documentNumber, documentName: name, documentValidUntil, photoCompared } = request;
  const document = { documentNumber, name, documentValidUntil };
  return { channel, document, representative: request.representative ?? null, photoCompared };
}

/** The document holds; whoever acts for another is somebody else, and of full age on every day of a history. */
function actsRightly(shown: Shown, person: PersonAtTheCounter): boolean {
  const born = Number(shown.documentNumber.slice(6, 10));
  return (
    shown.documentValidUntil === 'long-term' && shown.documentNumber !== person.documentNumber && born < 2000
  );
}

/** Domain rules section 3: himself, through an agent with both documents, a child with his guardian. */
export function comesRightly(
  { channel, document, representative, photoCompared }: Presented,
  person: PersonAtTheCounter,
): boolean {
  if (document.documentNumber !== person.documentNumber || document.name !== person.name) return false;
  if (document.documentValidUntil !== 'long-term' || !photoCompared) return false;
  if (person.child && channel !== 'guardian') return false;
  if (channel === 'in-person') return representative === null;
  if (representative === null || !actsRightly(representative, person)) return false;
  return papers[channel].some((paper) => paper === representative.authorisation);
}

/** What a service knows of who applied. */
export interface Applicant {
  readonly channel: string;
  readonly representative: Shown | null;
}

/** The real-name rule: the holder himself, or another who shows the holder's document beside his own. */
export function takesRightly(
  request: CommandRequests['hand-over-card'],
  applicant: Applicant,
  person: PersonAtTheCounter,
): boolean {
  const role = takerOf(request, applicant);
  if (person.child && role !== 'guardian') return false;
  const shown = request.collector ?? applicant.representative;
  if (role === 'holder')
    return (request.collector?.documentNumber ?? person.documentNumber) === person.documentNumber;
  return shown !== null && actsRightly(shown, person) && request.holderDocumentShown === true;
}

/** Who takes the card: the one who is named, or whoever applied. */
export function takerOf(request: CommandRequests['hand-over-card'], applicant: Applicant): string {
  return request.collector?.role ?? (applicant.channel === 'in-person' ? 'holder' : applicant.channel);
}
