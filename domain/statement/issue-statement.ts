import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import {
  deskService,
  deskServiceLookups,
  refuseDeskService,
  type DeskServiceRequest,
} from '../desk-service/desk-service.ts';
import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import { refuseWhoAsks } from '../inquiry/who-asks.ts';
import { statementContent } from '../registered-paper/paper-content.ts';
import { registerPaper } from '../registered-paper/register-paper.ts';
import { registerStatement } from '../registered-paper/register-statement.ts';
import { change } from '../records/change.ts';
import type { StatementDetails, StatementFigures, StatementQuestion } from '../records/service-details.ts';
import { lastSerial, serialOf } from './personal-statement.ts';

/** 打印交易明细: of which days and kinds, and what it came to at the counter that prints it. */
export type IssueStatementRequest = DeskServiceRequest &
  PresentedAtCounter &
  StatementQuestion & {
    readonly figures: StatementFigures;
    /** What the paper names as on its way: not held against anything, as the central office may know more by then. */
    readonly unposted: readonly string[];
    /** When the counter's records were last known to be whole; null before they ever were. */
    readonly asOf: string | null;
  };

/**
 * Everyone may have what his payments and his account show (Social Insurance Law art. 4 and 74), at the counter with his own
 * document, or through an agent with the documents of both (domain rules section 7).
 *
 * Final offline: it tells what was posted by then, and says as of when. The central office reckons it again from its own
 * ledger: a paper with sums that the account never had is refused, and comes back to the office as work: it has to be taken
 * back. Its last serial is only where the central office looks first: restored from a backup it may have posted the same
 * entries under others. What was told before of the same days and kinds is replaced where it comes to other sums by now.
 */
export const issueStatement: CommandRule<IssueStatementRequest> = {
  offline: 'final',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    { table: 'personalAccount', by: 'id', value: request.personId },
    { table: 'ledgerEntry', by: 'personId', value: request.personId },
    { table: 'serviceRecord', by: 'personId', value: request.personId },
    { table: 'registeredPaper', by: 'personId', value: request.personId },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const { from, to, scope, figures, unposted, asOf } = request;
    const person = facts.one('insuredPerson', request.personId);
    if (person !== undefined) {
      refusals.push(...refuseWhoAsks(request, person, context.today));
      if (facts.one('personalAccount', person.id) === undefined) {
        refusals.push(refuse('statement-no-account'));
      }
    }
    if (from > to) refusals.push(refuse('statement-period-reversed', {}, 'from'));
    if (to > context.today) refusals.push(refuse('statement-period-in-future', {}, 'to'));
    if (person === undefined || refusals.length > 0) return refuseAll(refusals);
    const entries = facts.all('ledgerEntry', 'personId', request.personId);
    const through = serialOf(entries, request, figures);
    if (through === null) return refuseAll([refuse('statement-differs')]);
    const details: StatementDetails = {
      of: 'issue-statement',
      ...{ from, to, scope, figures, unposted },
      // No further than there are entries: what is posted later is never on it.
      throughSerial: Math.min(through, lastSerial(entries)),
      asOf: asOf !== null && asOf > context.at ? context.at : asOf,
    };
    const service = deskService(request, context, {
      kind: 'issue-statement',
      presented: request,
      step: 'statement-issued',
      details,
    });
    const parties = { person, office: facts.one('office', context.officeId) };
    const content = statementContent(service, details, parties, entries);
    return accept([
      change('serviceRecord', service),
      ...registerStatement(registerPaper('statement', request, content, context), details, {
        services: facts.all('serviceRecord', 'personId', request.personId),
        papers: facts.all('registeredPaper', 'personId', request.personId),
      }),
    ]);
  },
};
