import type { CommandContext } from '../command/command-rule.ts';
import type { Lookup } from '../command/facts.ts';
import { change, type Change } from '../records/change.ts';
import { contentHash } from '../records/content-hash.ts';
import type { RegisteredPaper, RegisteredPaperKind } from '../records/registered-paper.ts';

/**
 * 登记可核验纸件: what a service has made of paper is known by its number and by the hash of all that it says. Its code is given
 * by the central office when it has decided the same: until then the paper says that it is provisional.
 * @param content what the paper says (paper-content.ts)
 */
export function registerPaper(
  kind: RegisteredPaperKind,
  { serviceNumber, personId }: { readonly serviceNumber: string; readonly personId: string },
  content: unknown,
  { officeId, at }: Pick<CommandContext, 'officeId' | 'at'>,
): RegisteredPaper {
  return {
    id: serviceNumber,
    kind,
    personId,
    officeId,
    contentHash: contentHash(content),
    registeredAt: at,
    code: null,
    state: 'standing',
    stateAt: null,
    replacedBy: null,
  };
}

/** The fact that tells which paper a service has made. */
export function paperLookups(serviceNumber: string): readonly Lookup[] {
  return [{ table: 'registeredPaper', by: 'id', value: serviceNumber }];
}

/**
 * 作废: what the paper was given out for has come to nothing. Nothing where there is none, as of services from before papers
 * were registered, or where it no longer stands.
 */
export function withdrawPaper(paper: RegisteredPaper | undefined, at: string): readonly Change[] {
  return paper?.state === 'standing'
    ? [change('registeredPaper', { ...paper, state: 'withdrawn', stateAt: at })]
    : [];
}
