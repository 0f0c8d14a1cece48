import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { fail, type Failure, type InputProblem } from '../../contract/envelope.ts';
import type { FailureCode } from '../../contract/error-codes.ts';
import type { Journal } from '../journal.ts';
import { EnrolmentRefusedError } from '../services/enrolment.ts';
import {
  ContentDiffersError,
  ContentTooLongError,
  UnknownAttachmentError,
} from '../services/receive-content.ts';
import { OutboxFileError } from '../services/open-outbox-file.ts';
import { OtherHistoryError } from '../services/same-history.ts';
import { SigningKeyRefusedError } from '../services/signing-keys.ts';
import { UnknownCountyError, type CentralStorage } from '../storage/central-storage.ts';

/** A request that cannot be answered, with the code that the counter is told. */
export class RequestFailure extends Error {
  readonly code: FailureCode;
  readonly status: number;
  readonly params: Failure['params'];
  readonly problems: readonly InputProblem[];

  constructor(
    status: number,
    code: FailureCode,
    params: Failure['params'] = {},
    problems: readonly InputProblem[] = [],
  ) {
    super(code);
    this.name = 'RequestFailure';
    this.status = status;
    this.code = code;
    this.params = params;
    this.problems = problems;
  }
}

const busySeconds = '2';

/** Answers every error in the contract's envelope; what was not foreseen is journaled and told as internal-error. */
export function failureHandler(storage: CentralStorage, journal: Journal) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const failure = foreseen(error) ?? unforeseen(error, request);
    if (failure.status === 503) void reply.header('retry-after', busySeconds);
    await reply
      .status(failure.status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(fail(failure.code, failure.params, failure.problems)));
  };

  function unforeseen(error: FastifyError, request: FastifyRequest): RequestFailure {
    const fields = { method: request.method, route: request.routeOptions.url ?? 'none' };
    if (storage.isFault(error)) {
      journal.recordError('database fault', error, fields);
      return new RequestFailure(503, 'central-busy');
    }
    journal.recordError('request failed', error, fields);
    return new RequestFailure(500, 'internal-error');
  }
}

function foreseen(error: FastifyError): RequestFailure | undefined {
  if (error instanceof RequestFailure) return error;
  if (error instanceof EnrolmentRefusedError) {
    return new RequestFailure(403, 'enrolment-refused', { reason: error.reason });
  }
  if (error instanceof OtherHistoryError) return new RequestFailure(409, 'epoch-changed');
  if (error instanceof UnknownAttachmentError) return new RequestFailure(404, 'not-found');
  if (error instanceof ContentTooLongError) return new RequestFailure(400, 'invalid-input');
  if (error instanceof ContentDiffersError) return new RequestFailure(422, 'attachment-content-differs');
  if (error instanceof OutboxFileError) return new RequestFailure(422, error.code);
  if (error instanceof SigningKeyRefusedError) return new RequestFailure(400, 'invalid-input');
  if (error instanceof UnknownCountyError) return new RequestFailure(401, 'credential-refused');
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(error);
  const status = error.statusCode ?? 500;
  const known = failuresByStatus.get(status);
  if (known !== undefined) return new RequestFailure(status, known);
  // Broken JSON, an unknown content type and the like: the framework's own words may quote what was sent.
  return status < 500 ? new RequestFailure(status, 'invalid-input') : undefined;
}

const failuresByStatus: ReadonlyMap<number, FailureCode> = new Map([
  [413, 'batch-too-large'],
  [429, 'too-many-requests'],
  [503, 'central-busy'],
]);

function invalidInput(
  error: Extract<FastifyError, { validation?: unknown }> & {
    validation: { instancePath: string; keyword: string }[];
  },
): RequestFailure {
  const problems = error.validation.map((problem) => ({
    path: problem.instancePath.split('/').filter(Boolean).join('.'),
    code: problem.keyword,
    params: {},
  }));
  const tooMany = problems.some(({ path, code }) => path === 'commands' && code === 'too_big');
  return tooMany
    ? new RequestFailure(413, 'batch-too-large')
    : new RequestFailure(400, 'invalid-input', {}, problems);
}
