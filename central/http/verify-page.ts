import { createHash } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { readPaperNumber, readVerificationCode } from '../../domain/registered-paper/verification-code.ts';
import { verifyPaper, type VerifiedPaper } from '../services/verify-paper.ts';
import { RequestFailure } from './failures.ts';
import type { ServerLimits, ServerParts } from './server-parts.ts';
import {
  answerOf,
  busyNotice,
  formPage,
  tooManyNotice,
  unknownNotice,
  verifyStyle,
  type FieldProblems,
} from './verify-words.ts';

const styleHash = createHash('sha256').update(verifyStyle).digest('base64');

/** No script, nothing from elsewhere, nothing around it, and its form goes nowhere else. */
const policy =
  `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; ` +
  `frame-ancestors 'none'`;

/** What a browser sends; one of a name, and no longer than anybody would copy from a paper. */
const typed = z.string().max(64).catch('');
const asked = z.object({ number: typed, code: typed });

/**
 * 纸件核验: whoever holds a certificate or a statement types its number and its code, or has a phone read them, and is told
 * whether it is genuine, when it was made by which office, and whether it still stands. Nothing personal is on the page, nothing
 * of the question is written down, and nobody asks more often than a person types.
 */
export function verifyPageRoute(parts: ServerParts, limits: ServerLimits): FastifyPluginAsync {
  return async (server) => {
    server.get('/verify', {
      schema: { hide: true },
      config: {
        rateLimit: {
          max: limits.verificationsPerMinute,
          timeWindow: 60_000,
          // By address whatever is said of a credential: everybody may ask, and nobody as often as he has names.
          keyGenerator: (request) => request.ip,
        },
      },
      errorHandler: (error, request, reply) => {
        const isTooMany = error instanceof RequestFailure && error.status === 429;
        const isBusy = error instanceof RequestFailure && error.status === 503;
        if (!isTooMany && !isBusy) {
          const about = { method: request.method, route: '/verify' };
          parts.journal.recordError(
            parts.storage.isFault(error) ? 'database fault' : 'request failed',
            error,
            about,
          );
        }
        send(reply, isTooMany ? 429 : 503, formPage({ notice: isTooMany ? tooManyNotice : busyNotice }));
      },
      handler: async (request, reply) => {
        const shown = asked.parse(request.query);
        if (shown.number.trim() === '' && shown.code.trim() === '') return send(reply, 200, formPage({}));
        const number = readPaperNumber(shown.number);
        const code = readVerificationCode(shown.code);
        if (number === null || code === null) {
          const problems: FieldProblems = { number: number === null, code: code === null };
          return send(reply, 400, formPage({ typed: shown, problems }));
        }
        const paper: VerifiedPaper | null = await verifyPaper(parts, number, code);
        return paper === null
          ? send(reply, 404, formPage({ typed: shown, notice: unknownNotice }))
          : send(reply, 200, formPage({ answer: answerOf(paper) }));
      },
    });
    await Promise.resolve();
  };
}

function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .status(status)
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(page);
}
