import { z } from 'zod';

/** 业务种类: what a person came for. */
export const serviceKind = z.enum([
  'issue-card',
  'report-loss',
  'lift-loss-report',
  'answer-inquiry',
  'issue-statement',
  'release-account',
  'request-bank-service',
  'suspend-insurance',
  'resume-insurance',
  'register-back-payment',
  'change-card-pin',
  'reset-card-pin',
  'unlock-card',
  'request-reversal',
  'transfer-out',
  'transfer-in',
  'payout',
]);
