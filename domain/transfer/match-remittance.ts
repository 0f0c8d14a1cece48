import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { withStep } from '../issuance/service-facts.ts';
import { formatYuan } from '../money/fen.ts';
import { change } from '../records/change.ts';
import type { IncomingRemittance, RelationshipTransfer } from '../records/relationship-transfer.ts';
import { findTransfer, transferStepLookups, type StandingTransfer } from './relationship-transfer.ts';
import { differencesOf, expectedBy, refuseSheet, remittancesOf } from './remittance.ts';
import type { MatchRemittanceRequest } from './transfer-requests.ts';

/**
 * 到账核对: the clerk has held money against the sheet and says that it is this transfer's. What is for somebody else, of
 * another area, or has come twice is not: it goes back. What is too much or too little can be, with a reason.
 */
export const matchRemittance: CommandRule<MatchRemittanceRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: transferStepLookups,
  decide(facts, request, context) {
    const standing = findTransfer(facts, request, context);
    if ('refusals' in standing) return refuseAll(standing.refusals);
    const remittance = remittanceOf(facts, request);
    const refusals = [...refuseMatching(facts, standing, remittance)];
    if (remittance === undefined) return refuseAll(refusals);
    const note = request.note.trim();
    const differences = differencesOf(
      standing.transfer,
      standing.person,
      remittance,
      remittancesOf(facts, request.serviceNumber),
    );
    const needsReason = differences.includes('too-much') || differences.includes('too-little');
    if (needsReason && note === '') refusals.push(refuse('transfer-reason-missing', {}, 'note'));
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('incomingRemittance', { ...remittance, state: 'matched', note: note === '' ? null : note }),
      change(
        'serviceRecord',
        withStep(standing.service, 'remittance-matched', context, note === '' ? null : note),
      ),
    ]);
  },
};

/** The remittance that is meant, where it came for this transfer. */
export function remittanceOf(
  facts: Facts,
  { serviceNumber, remittanceId }: { readonly serviceNumber: string; readonly remittanceId: string },
): IncomingRemittance | undefined {
  return facts.all('incomingRemittance', 'transferId', serviceNumber).find(({ id }) => id === remittanceId);
}

/** Every reason why this money is not this transfer's; also for its page. */
export function refuseMatching(
  facts: Facts,
  { transfer, person }: Pick<StandingTransfer, 'transfer' | 'person'>,
  remittance: IncomingRemittance | undefined,
): readonly Refusal[] {
  if (remittance === undefined) return [refuse('remittance-unknown')];
  const refusals: Refusal[] = [...refuseNotAwaiting(transfer)];
  if (remittance.state !== 'unmatched' || remittance.returnAsked !== null) {
    refusals.push(refuse('remittance-settled'));
  }
  if (transfer.direction === 'in') refusals.push(...refuseSheet(transfer.sheet, person));
  for (const difference of differencesOf(transfer, person, remittance, remittancesOf(facts, transfer.id))) {
    switch (difference) {
      case 'other-person':
        refusals.push(refuse('remittance-other-person'));
        break;
      case 'other-area':
        refusals.push(refuse('remittance-other-area', { area: transfer.otherArea.areaName }));
        break;
      case 'twice':
        refusals.push(refuse('remittance-twice', { amount: formatYuan(expectedBy(transfer) ?? 0) }));
        break;
      case 'no-sheet':
      case 'too-much':
      case 'too-little':
        break;
      default:
        difference satisfies never;
    }
  }
  return refusals;
}

/** Why nothing is credited by a transfer now: it has ended, or nothing is to come by it. */
export function refuseNotAwaiting({ id, state, direction }: RelationshipTransfer): readonly Refusal[] {
  const awaits = direction === 'in' ? ['requested', 'sheet-received'] : ['money-refused'];
  return awaits.includes(state) ? [] : [refuse('transfer-awaits-nothing', { service: id })];
}
