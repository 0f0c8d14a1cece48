import { z } from 'zod';
import { relations } from '../domain/issuance/representation.ts';
import { contributionYear } from './contribution-views.ts';
import { refusal } from './envelope.ts';
import { presentedDocument, presentedRepresentative, phone } from './presented.ts';
import { civilDate, fen, identifier, month, serviceNumber, typedText } from './primitives.ts';
import { suspensionGround } from './service-details.ts';

const about = { personId: identifier };

/** Who asks: as at every desk service, or an employer by its agent with a letter of introduction. */
const asker = z.discriminatedUnion('channel', [
  z.object({
    channel: z.enum(['in-person', 'agent', 'guardian']),
    document: presentedDocument,
    representative: presentedRepresentative.nullable(),
    photoCompared: z.boolean(),
  }),
  z.object({
    channel: z.literal('employer'),
    employerId: identifier,
    letterNumber: typedText.min(1).max(60),
    letterDate: civilDate,
    agent: presentedDocument.extend({ phone }),
  }),
]);

const allRelations: readonly string[] = [...relations.agent, ...relations.guardian];

/** Whoever reports a death, with the certificate. */
const afterDeath = z.object({
  channel: z.literal('death-report'),
  reporter: presentedDocument.extend({
    relation: z.string().refine((text) => allRelations.includes(text)),
    phone,
  }),
  deceasedOn: civilDate,
  certificate: typedText.min(1).max(60),
});

const employment = z.discriminatedUnion('manner', [
  z.object({ manner: z.literal('employer'), employerId: identifier, hiredOn: civilDate }),
  z.object({ manner: z.literal('flexible') }),
]);

const base = fen.min(0).max(1_000_000_000);
const resumed = { employment, fromMonth: month, base };
const paidBack = { fromMonth: month, toMonth: month, base, employerId: identifier.nullable() };

const cover = z.object({
  pooled: z.enum([
    'covered',
    'covered-retroactively',
    'retired-benefits',
    'waiting-period',
    'not-covered',
    'undecided',
  ]),
  lastCoveredMonth: month.nullable(),
  sealedSince: month.nullable(),
  coveredAgainFrom: month.nullable(),
  paidMonths: z.int(),
});

/** What a change of the record changes of what the person is entitled to. */
const contributionEffect = z.object({
  before: cover,
  after: cover,
  regained: z.array(month),
  lost: z.array(month),
  continuous: z.array(month),
  account: z.enum(['sealed', 'released', 'opened', 'opened-sealed']).nullable(),
});

const seen = z.object({ amount: fen.min(0), effect: contributionEffect });

const leaving = z.object({
  ...about,
  lastMonth: month,
  ground: z.literal('left-employer'),
  /** Whose payment ends; null: his own. May be left out where only one goes on. */
  employerId: identifier.nullish(),
  asker,
});
const moving = z.object({ ...about, lastMonth: month, ground: z.literal('moved-away'), asker });
const died = z.object({
  ...about,
  lastMonth: month.nullable(),
  ground: z.literal('deceased'),
  asker: afterDeath,
});
const resumption = z.object({ ...about, ...resumed, asker });
const backPayment = z.object({ ...about, ...paidBack, seen, asker });

/** As commands; a window asks for the same without the service number, which is the counter's. */
export const contributionRequests = {
  'suspend-insurance': z.discriminatedUnion('ground', [
    leaving.extend({ serviceNumber }),
    moving.extend({ serviceNumber }),
    died.extend({ serviceNumber }),
  ]),
  'resume-insurance': resumption.extend({ serviceNumber }),
  'register-back-payment': backPayment.extend({ serviceNumber }),
} as const;

const nothingYet = z.object({ id: z.string(), name: z.string() });

/** What a form begins with: who pays, what is missing, what the base may be. */
const contributionDesk = z.object({
  present: month,
  employer: nothingYet.nullable(),
  /** Who pays month by month: an employer, or the person himself (null). More than one are rare, and chosen from. */
  payers: z.array(z.object({ employer: nothingYet.nullable(), fromMonth: month })),
  lastBase: fen.nullable(),
  lastPaidMonth: month.nullable(),
  /** The limits of the present month; null where the pooling area has published none. */
  floor: fen.nullable(),
  ceiling: fen.nullable(),
  /** The runs of months without payment since the first one, the latest first. */
  gaps: z.array(z.object({ fromMonth: month, toMonth: month })),
});
export type ContributionDesk = z.infer<typeof contributionDesk>;

const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('suspend-insurance'),
    ...about,
    lastMonth: month.nullable(),
    ground: suspensionGround,
    employerId: identifier.nullish(),
    deceasedOn: civilDate.nullable(),
  }),
  z.object({ kind: z.literal('resume-insurance'), ...about, ...resumed }),
  z.object({ kind: z.literal('register-back-payment'), ...about, ...paidBack }),
]);

const previewed = z.object({
  /** Of the months, the base and the record; what is missing of who asks is told when it is done. */
  refusals: z.array(refusal),
  effect: contributionEffect.nullable(),
  /** The years that the change touches, before and after: the marks of the strip. */
  strip: z.array(
    z.object({
      year: z.string(),
      before: contributionYear.shape.months,
      after: contributionYear.shape.months,
    }),
  ),
  due: z
    .object({
      amount: fen,
      employerShare: fen,
      individualShare: fen,
      months: z.array(z.object({ month, amount: fen })),
    })
    .nullable(),
  /** By how many days an employer registers later than the law allows: told, and no reason to refuse. */
  daysLate: z.int(),
});
export type ContributionPreview = z.infer<typeof previewed>;

/** The calls about suspension, resumption and back payment, without the views of services (counter-calls.ts). */
export const contributionCalls = {
  getContributionDesk: { who: 'clerk', input: z.object(about), output: contributionDesk },
  getContributionEffect: { who: 'clerk', input: asked, output: previewed },
} as const;

export const contributionInputs = {
  suspendInsurance: z.discriminatedUnion('ground', [leaving, moving, died]),
  resumeInsurance: resumption,
  registerBackPayment: backPayment,
} as const;
