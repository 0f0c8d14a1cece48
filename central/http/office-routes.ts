import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { oldestProtocolVersion, protocolVersion } from '../../contract/sync-protocol.ts';
import { enrol } from '../services/enrolment.ts';
import type { HealthAnswer } from '../services/health.ts';
import { authenticate } from './authenticate.ts';
import { RequestFailure } from './failures.ts';
import { protocolRoute } from './protocol-route.ts';
import type { ServerLimits, ServerParts } from './server-parts.ts';

/** Who the central office is, how it is, who may connect to it, and the photos it has. */
export function officeRoutes(
  parts: ServerParts,
  limits: ServerLimits,
  readHealth: () => Promise<HealthAnswer>,
): FastifyPluginAsync {
  const { storage, vault, clock, mode, journal } = parts;
  return async (plain) => {
    const server = plain.withTypeProvider<ZodTypeProvider>();

    server.route({
      ...protocolRoute('hello', storage),
      handler: async () => ({
        product: 'guitai-central' as const,
        protocol: protocolVersion,
        oldestProtocol: oldestProtocolVersion,
        mode,
        epoch: (await storage.identity()).epoch,
        pinPublicKey: vault.publicKey,
        today: clock.today(),
        now: clock.now(),
        demonstrationClerks: [...parts.demonstrationClerks],
      }),
    });

    server.route({
      ...protocolRoute('health', storage),
      handler: async (_request, reply) => {
        const health = await readHealth();
        return await reply.status(health.status === 'ready' ? 200 : 503).send(health);
      },
    });

    server.route({
      ...protocolRoute('enrol', storage),
      config: { rateLimit: { max: limits.enrolmentsPerMinute, timeWindow: 60_000 } },
      handler: async (request) => {
        const answer = await enrol(storage, mode, request.body);
        journal.record('workstation enrolled', { county: answer.county });
        return answer;
      },
    });

    server.route({
      ...protocolRoute('personPhoto', storage),
      handler: async (request, reply) => {
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
    });
    await Promise.resolve();
  };
}
