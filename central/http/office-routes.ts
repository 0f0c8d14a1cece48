import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { identifier } from '../../contract/primitives.ts';
import {
  enrolmentAnswer,
  enrolmentRequest,
  healthAnswer,
  helloAnswer,
  oldestProtocolVersion,
  protocolVersion,
} from '../../contract/sync-protocol.ts';
import { enrol } from '../services/enrolment.ts';
import { readHealth } from '../services/health.ts';
import { authenticate } from './authenticate.ts';
import { RequestFailure } from './failures.ts';
import { failureAnswer, type ServerLimits, type ServerParts } from './server-parts.ts';

/** Who the central office is, how it is, who may connect to it, and the photos it has. */
export function officeRoutes(parts: ServerParts, limits: ServerLimits): FastifyPluginAsync {
  const { storage, vault, clock, epoch, mode, journal } = parts;
  return async (plain) => {
    const server = plain.withTypeProvider<ZodTypeProvider>();

    server.get('/hello', { schema: { response: { 200: helloAnswer } } }, async () => ({
      product: 'guitai-central' as const,
      protocol: protocolVersion,
      oldestProtocol: oldestProtocolVersion,
      mode,
      epoch: (await storage.identity()).epoch,
      pinPublicKey: vault.publicKey,
      today: clock.today(),
      now: clock.now(),
      demonstrationClerks: [...parts.demonstrationClerks],
    }));

    server.get(
      '/health',
      { schema: { response: { 200: healthAnswer, 503: healthAnswer } } },
      async (_request, reply) => {
        const health = await readHealth(storage, { mode, epoch });
        return await reply.status(health.status === 'ready' ? 200 : 503).send(health);
      },
    );

    server.post(
      '/enrolments',
      {
        schema: { body: enrolmentRequest, response: { 200: enrolmentAnswer, '4xx': failureAnswer } },
        config: { rateLimit: { max: limits.enrolmentsPerMinute, timeWindow: 60_000 } },
      },
      async (request) => {
        const answer = await enrol(storage, mode, request.body);
        journal.record('workstation enrolled', { county: answer.county });
        return answer;
      },
    );

    server.get(
      '/persons/:id/photo',
      { schema: { params: z.object({ id: identifier }), security: [{ workstation: [] }] } },
      async (request, reply) => {
        const { county } = await authenticate(storage, request);
        const { id } = request.params;
        const person = await storage.read(county, (reader) => reader.one('insuredPerson', id));
        // A real central office has no photos yet; portraits are drawn for people who do not exist.
        if (person === undefined || parts.portrait === null) throw new RequestFailure(404, 'not-found');
        return await reply
          .type('image/svg+xml')
          .header('cache-control', 'private, max-age=86400')
          .send(parts.portrait(person, clock.today()));
      },
    );
    await Promise.resolve();
  };
}
