import { z } from 'zod';
import { presentedAtCounter } from './presented.ts';
import { civilDate, identifier, instant, serviceNumber } from './primitives.ts';
import {
  statementFigures,
  statementQuestion,
  statementScope,
  unpostedServices,
} from './statement-records.ts';

/** 打印交易明细 as a window asks for it. Service number, as-of time, how far it goes and its sums are the counter's. */
export const statementRequest = z.object({
  personId: identifier,
  ...presentedAtCounter,
  from: civilDate,
  to: civilDate,
  scope: statementScope,
});

/** The same as a command. */
export const issueStatementRequest = statementRequest.extend({
  serviceNumber,
  ...statementQuestion,
  figures: statementFigures,
  unposted: unpostedServices,
  asOf: instant.nullable(),
});
