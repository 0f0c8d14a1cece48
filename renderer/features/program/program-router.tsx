import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { wayToSheet } from '../approval/way-in.ts';
import { IssueCardPage } from '../issue-card/issue-card-page.tsx';
import { ServicePage } from '../issue-card/service-page.tsx';
import { PersonPage } from '../person/person-page.tsx';
import { wayIn } from '../person/way-in.ts';
import { PersonsPage } from '../person/persons-page.tsx';
import { ServicesPage } from '../services/services-page.tsx';
import { withinServices } from '../services/within.ts';
import { rowOfWork } from '../work-list/row-of-work.ts';
import { dueBetween } from '../service-point/due-between.ts';
import { WorkListPage } from '../work-list/work-list-page.tsx';
import { CounterFrame } from './counter-frame.tsx';

const root = createRootRoute({ component: CounterFrame });
const parent = { getParentRoute: () => root };

const persons = createRoute({ ...parent, path: '/', component: PersonsPage });
const person = createRoute({
  ...parent,
  path: '/persons/$personId',
  validateSearch: wayIn,
  component: PersonPage,
});
const issueCard = createRoute({
  ...parent,
  path: '/persons/$personId/issue-card',
  component: IssueCardPage,
});
const reportLoss = createRoute({
  ...parent,
  path: '/persons/$personId/report-loss',
  component: lazyRouteComponent(() => import('../card-loss/loss-pages.tsx'), 'ReportLossPage'),
});
const liftLossReport = createRoute({
  ...parent,
  path: '/persons/$personId/lift-loss-report',
  component: lazyRouteComponent(() => import('../card-loss/loss-pages.tsx'), 'LiftLossReportPage'),
});
const inquiry = createRoute({
  ...parent,
  path: '/persons/$personId/inquiry',
  component: lazyRouteComponent(() => import('../inquiry/inquiry-page.tsx'), 'InquiryPage'),
});
const issueStatement = createRoute({
  ...parent,
  path: '/persons/$personId/issue-statement',
  component: lazyRouteComponent(() => import('../statement/statement-page.tsx'), 'StatementPage'),
});
const answerSlip = createRoute({
  ...parent,
  path: '/persons/$personId/answer-slip/$month',
  component: lazyRouteComponent(() => import('../answer-slip/answer-slip-page.tsx'), 'AnswerSlipPage'),
});
const employers = createRoute({
  ...parent,
  path: '/employers',
  component: lazyRouteComponent(() => import('../employer/employers-page.tsx'), 'EmployersPage'),
});
const employer = createRoute({
  ...parent,
  path: '/employers/$employerId',
  component: lazyRouteComponent(() => import('../employer/employer-page.tsx'), 'EmployerPage'),
});
const unfreezing = createRoute({
  ...parent,
  path: '/persons/$personId/unfreezing',
  component: lazyRouteComponent(() => import('../unfreezing/unfreezing-pages.tsx'), 'UnfreezingPage'),
});
const releaseAccount = createRoute({
  ...parent,
  path: '/persons/$personId/release-account',
  component: lazyRouteComponent(() => import('../unfreezing/unfreezing-pages.tsx'), 'ReleaseAccountPage'),
});
const requestBankService = createRoute({
  ...parent,
  path: '/persons/$personId/request-bank-service',
  component: lazyRouteComponent(() => import('../unfreezing/unfreezing-pages.tsx'), 'RequestBankServicePage'),
});
const suspendInsurance = createRoute({
  ...parent,
  path: '/persons/$personId/suspend-insurance',
  component: lazyRouteComponent(
    () => import('../contribution-services/contribution-pages.tsx'),
    'SuspendInsurancePage',
  ),
});
const resumeInsurance = createRoute({
  ...parent,
  path: '/persons/$personId/resume-insurance',
  component: lazyRouteComponent(
    () => import('../contribution-services/contribution-pages.tsx'),
    'ResumeInsurancePage',
  ),
});
const backPayment = createRoute({
  ...parent,
  path: '/persons/$personId/register-back-payment',
  component: lazyRouteComponent(
    () => import('../contribution-services/contribution-pages.tsx'),
    'BackPaymentPage',
  ),
});
const payout = createRoute({
  ...parent,
  path: '/persons/$personId/payout',
  component: lazyRouteComponent(() => import('../payout/payout-pages.tsx'), 'PayoutPage'),
});
const transferOut = createRoute({
  ...parent,
  path: '/persons/$personId/transfer-out',
  component: lazyRouteComponent(() => import('../transfer/transfer-pages.tsx'), 'TransferOutPage'),
});
const transferIn = createRoute({
  ...parent,
  path: '/persons/$personId/transfer-in',
  component: lazyRouteComponent(() => import('../transfer/transfer-pages.tsx'), 'TransferInPage'),
});
const changeCardPin = createRoute({
  ...parent,
  path: '/persons/$personId/change-card-pin',
  component: lazyRouteComponent(() => import('../pin-services/pin-service-pages.tsx'), 'ChangeCardPinPage'),
});
const resetCardPin = createRoute({
  ...parent,
  path: '/persons/$personId/reset-card-pin',
  component: lazyRouteComponent(() => import('../pin-services/pin-service-pages.tsx'), 'ResetCardPinPage'),
});
const unlockCard = createRoute({
  ...parent,
  path: '/persons/$personId/unlock-card',
  component: lazyRouteComponent(() => import('../pin-services/pin-service-pages.tsx'), 'UnlockCardPage'),
});
const reversal = createRoute({
  ...parent,
  path: '/persons/$personId/reversal/$groupId',
  component: lazyRouteComponent(() => import('../reversal/reversal-page.tsx'), 'ReversalPage'),
});
const services = createRoute({
  ...parent,
  path: '/services',
  validateSearch: withinServices,
  component: ServicesPage,
});
const service = createRoute({ ...parent, path: '/services/$serviceNumber', component: ServicePage });
const receipt = createRoute({
  ...parent,
  path: '/services/$serviceNumber/receipt',
  component: lazyRouteComponent(() => import('../receipt/receipt-page.tsx'), 'ReceiptPage'),
});
const transferPaper = createRoute({
  ...parent,
  path: '/services/$serviceNumber/papers/$paper',
  component: lazyRouteComponent(() => import('../transfer/transfer-paper-page.tsx'), 'TransferPaperPage'),
});
const transfers = createRoute({
  ...parent,
  path: '/transfers',
  component: lazyRouteComponent(() => import('../transfer/transfers-page.tsx'), 'TransfersPage'),
});
const approvals = createRoute({
  ...parent,
  path: '/approvals',
  component: lazyRouteComponent(() => import('../approval/approvals-page.tsx'), 'ApprovalsPage'),
});
const approval = createRoute({
  ...parent,
  path: '/approvals/$approvalId',
  validateSearch: wayToSheet,
  component: lazyRouteComponent(() => import('../approval/approval-page.tsx'), 'ApprovalPage'),
});
const approvalPaper = createRoute({
  ...parent,
  path: '/approvals/$approvalId/paper',
  validateSearch: wayToSheet,
  component: lazyRouteComponent(() => import('../approval/approval-paper-page.tsx'), 'ApprovalPaperPage'),
});
const work = createRoute({ ...parent, path: '/work', validateSearch: rowOfWork, component: WorkListPage });
const servicePoint = createRoute({
  ...parent,
  path: '/service-point/$show',
  validateSearch: dueBetween,
  component: lazyRouteComponent(() => import('../service-point/point-page.tsx'), 'PointPage'),
});
const parcels = createRoute({
  ...parent,
  path: '/parcels',
  component: lazyRouteComponent(() => import('../parcels/parcels-page.tsx'), 'ParcelsPage'),
});
const sendParcel = createRoute({
  ...parent,
  path: '/parcels/to/$officeId',
  component: lazyRouteComponent(() => import('../parcels/send-parcel-page.tsx'), 'SendParcelPage'),
});
const parcel = createRoute({
  ...parent,
  path: '/parcels/$parcelId',
  component: lazyRouteComponent(() => import('../parcels/parcel-page.tsx'), 'ParcelPage'),
});
const day = createRoute({
  ...parent,
  path: '/day',
  component: lazyRouteComponent(() => import('../day-close/day-page.tsx'), 'DayPage'),
});
const closedDays = createRoute({
  ...parent,
  path: '/days',
  component: lazyRouteComponent(() => import('../day-close/closed-days-page.tsx'), 'ClosedDaysPage'),
});
const closedDay = createRoute({
  ...parent,
  path: '/days/$closeId',
  component: lazyRouteComponent(() => import('../day-close/closed-day-page.tsx'), 'ClosedDayPage'),
});
const stock = createRoute({
  ...parent,
  path: '/stock',
  component: lazyRouteComponent(() => import('../stock/stock-page.tsx'), 'StockPage'),
});
const movements = createRoute({
  ...parent,
  path: '/movements',
  component: lazyRouteComponent(() => import('../contribution-services/movement-page.tsx'), 'MovementPage'),
});
const batches = createRoute({
  ...parent,
  path: '/batches',
  component: lazyRouteComponent(() => import('../employer-batch/batches-page.tsx'), 'BatchesPage'),
});
const newBatch = createRoute({
  ...parent,
  path: '/batches/new',
  component: lazyRouteComponent(() => import('../employer-batch/new-batch-page.tsx'), 'NewBatchPage'),
});
const batch = createRoute({
  ...parent,
  path: '/batches/$batchId',
  component: lazyRouteComponent(() => import('../employer-batch/batch-page.tsx'), 'BatchPage'),
});
const today = createRoute({
  ...parent,
  path: '/today',
  component: lazyRouteComponent(() => import('../today/today-page.tsx'), 'TodayPage'),
});

const routeTree = root.addChildren([
  persons,
  person,
  issueCard,
  reportLoss,
  liftLossReport,
  inquiry,
  issueStatement,
  answerSlip,
  employers,
  employer,
  unfreezing,
  releaseAccount,
  requestBankService,
  suspendInsurance,
  resumeInsurance,
  backPayment,
  payout,
  transferOut,
  transferIn,
  changeCardPin,
  resetCardPin,
  unlockCard,
  reversal,
  services,
  service,
  receipt,
  transferPaper,
  transfers,
  movements,
  batches,
  newBatch,
  batch,
  approvals,
  approval,
  approvalPaper,
  work,
  servicePoint,
  parcels,
  sendParcel,
  parcel,
  stock,
  day,
  closedDays,
  closedDay,
  today,
]);

/** Pages live in memory: no address, no history on disk, nothing personal outside the program. */
export function createProgramRouter() {
  return createRouter({
    routeTree,
    history: createMemoryHistory({ initialEntries: ['/'] }),
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createProgramRouter>;
  }
}
