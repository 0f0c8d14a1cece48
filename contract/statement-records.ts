import { z } from 'zod';
import { statementScopes } from '../domain/records/service-details.ts';
import { civilDate, fen, instant, serviceNumber } from './primitives.ts';

export const statementScope = z.enum(statementScopes);

/** Of which days and kinds a statement tells, and how far; see the domain's `StatementQuestion`. */
export const statementQuestion = {
  from: civilDate,
  to: civilDate,
  scope: statementScope,
  throughSerial: z.int().min(0),
};

/** Opening + credits − debits = closing, fen. */
export const statementFigures = z.object({
  opening: fen,
  credits: fen.min(0),
  debits: fen.min(0),
  closing: fen,
});

/** What is on its way and not posted: a person has a few things at a time. */
export const unpostedServices = z.array(serviceNumber).max(100).readonly();

/** 打印交易明细 as the record of its service keeps it. */
export const statementDetails = z.object({
  of: z.literal('issue-statement'),
  ...statementQuestion,
  figures: statementFigures,
  unposted: unpostedServices,
  asOf: instant.nullable(),
});
