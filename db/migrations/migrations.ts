import type { Migration } from '../migrate.ts';
import { firstCard } from './0001-first-card.ts';
import { attachments } from './0002-attachments.ts';
import { waysOfACard } from './0003-ways-of-a-card.ts';
import { pages } from './0004-pages.ts';
import { firstTelling } from './0005-first-telling.ts';
import { statusBeforeLoss } from './0006-status-before-loss.ts';
import { servicesAtTheDesk } from './0007-services-at-the-desk.ts';
import { requestsToTheBank } from './0008-requests-to-the-bank.ts';
import { peopleOfAnEmployer } from './0009-people-of-an-employer.ts';
import { bankAnswersToTell } from './0010-bank-answers-to-tell.ts';
import { ledgerAndApprovals } from './0011-ledger-and-approvals.ts';
import { relationshipTransfers } from './0012-relationship-transfers.ts';
import { payouts } from './0013-payouts.ts';
import { orderNumbers } from './0014-order-numbers.ts';
import { payerAccounts } from './0015-payer-accounts.ts';
import { remittancesOfPayments } from './0016-remittances-of-payments.ts';
import { waysOfReversals } from './0017-ways-of-reversals.ts';
import { endsOfPrints } from './0018-ends-of-prints.ts';
import { papersAndDays } from './0019-papers-and-days.ts';

export { applicationId } from './0001-first-card.ts';

/** Every step of the schema in order. A step that was ever shipped is never changed; a change is a further step. */
export const migrations: readonly Migration[] = [
  firstCard,
  attachments,
  waysOfACard,
  pages,
  firstTelling,
  statusBeforeLoss,
  servicesAtTheDesk,
  requestsToTheBank,
  peopleOfAnEmployer,
  bankAnswersToTell,
  ledgerAndApprovals,
  relationshipTransfers,
  payouts,
  orderNumbers,
  payerAccounts,
  remittancesOfPayments,
  waysOfReversals,
  endsOfPrints,
  papersAndDays,
];

/** The version that this program writes and reads. */
export const currentVersion = migrations.length;
