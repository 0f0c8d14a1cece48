import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import Fastify from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { constants as zlib } from 'node:zlib';
import { fail } from '../../contract/envelope.ts';
import { syncCalls, syncPrefix } from '../../contract/sync-calls.ts';
import { oldestProtocolVersion, protocolHeader } from '../../contract/sync-protocol.ts';
import type { Journal } from '../journal.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { failureHandler, RequestFailure } from './failures.ts';
import { watchHealth } from '../services/health.ts';
import { healthPageRoute } from './health-page.ts';
import { officeRoutes } from './office-routes.ts';
import { outboxRoutes } from './outbox-routes.ts';
import { usualLimits, type ServerLimits, type ServerParts } from './server-parts.ts';
import { snapshotFileRoutes } from './snapshot-file-routes.ts';
import { synchronisationRoutes } from './synchronisation-routes.ts';
import { verifyPageRoute } from './verify-page.ts';

export type TypedServer = ReturnType<typeof createTyped>;

/** The HTTP side of the central office, not yet listening. */
export async function createServer(parts: ServerParts): Promise<TypedServer> {
  const limits: ServerLimits = { ...usualLimits, ...parts.limits };
  const server = createTyped(limits, parts.trustedProxy);
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(failureHandler(parts.storage, parts.journal));
  server.setNotFoundHandler(async (_request, reply) => {
    await reply
      .status(404)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(fail('not-found')));
  });
  journalRequests(server, parts.journal);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Whether the line is encrypted is decided by what stands before this service.
    strictTransportSecurity: false,
  });
  await server.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
    errorResponseBuilder: () => new RequestFailure(429, 'too-many-requests'),
  });
  await server.register(underPressure, {
    // PGlite computes in this process, so a page of a snapshot may stop the loop for a moment.
    maxEventLoopDelay: 5_000,
    maxHeapUsedBytes: 0,
    maxRssBytes: 0,
    exposeStatusRoute: false,
    pressureHandler: () => {
      throw new RequestFailure(503, 'central-busy');
    },
  });
  refuseOldCounters(server);
  await compressAnswers(server);
  await describeApi(server);
  const readHealth = watchHealth(parts.storage, { mode: parts.mode, epoch: parts.epoch });
  await server.register(officeRoutes(parts, limits, readHealth), { prefix: syncPrefix });
  await server.register(synchronisationRoutes(parts, limits), { prefix: syncPrefix });
  await server.register(attachmentRoutes(parts), { prefix: syncPrefix });
  await server.register(outboxRoutes(parts, limits), { prefix: syncPrefix });
  await server.register(snapshotFileRoutes(parts), { prefix: syncPrefix });
  await server.register(healthPageRoute(readHealth));
  await server.register(verifyPageRoute(parts, limits));
  closeWithoutWaiting(server, parts.signal);
  return server;
}

function createTyped({ largestBody }: ServerLimits, trustedProxy: string | undefined) {
  return Fastify({
    // The framework's own log writes paths and messages, which carry ids; the journal writes what is allowed.
    logger: false,
    bodyLimit: largestBody,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 100 },
    // Whoever is not the proxy says nothing about whose address he comes from.
    trustProxy: trustedProxy ?? false,
  }).withTypeProvider<ZodTypeProvider>();
}

/** What any version may ask: who this is, how it is, and what it speaks. */
const openToEveryVersion: ReadonlySet<string> = new Set(['/v1/hello', '/v1/health', '/v1/openapi.json']);

/** A counter that speaks a version no longer spoken here is told to update; nothing is read of what it sends. */
function refuseOldCounters(server: TypedServer): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { url = '' } = request.routeOptions;
    if (!url.startsWith('/v1/') || openToEveryVersion.has(url)) {
      done();
      return;
    }
    const header = request.headers[protocolHeader] ?? '1';
    if (typeof header !== 'string' || !/^\d{1,4}$/.test(header)) {
      done(new RequestFailure(400, 'invalid-input'));
    } else if (Number(header) < oldestProtocolVersion) {
      done(new RequestFailure(426, 'central-protocol-newer'));
    } else done();
  });
}

const feedRoute = `${syncPrefix}${syncCalls.feed.path}`;

/** An answer of the feed tells nothing that its batch has not told, once for each counter of the county: gigabytes a day. */
function journalRequests(server: TypedServer, journal: Journal): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    if (route !== feedRoute || reply.statusCode >= 400) {
      journal.record('request', {
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      });
    }
    done();
  });
}

/**
 * Held answers, connections kept alive for a next request and connections that never sent one would keep a closing
 * server waiting for minutes. Requests that are being answered are finished.
 */
function closeWithoutWaiting(server: TypedServer, signal: ServerParts['signal']): void {
  let closing = false;
  let answering = 0;
  let quietLooks = 0;
  server.addHook('onRequest', (_request, reply, done) => {
    answering += 1;
    // Comes once, whether the answer went out or the counter hung up before it.
    reply.raw.once('close', () => {
      answering -= 1;
    });
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
  server.addHook('preClose', (done) => {
    closing = true;
    signal.close();
    const looking = setInterval(() => {
      server.server.closeIdleConnections();
      quietLooks = answering === 0 ? quietLooks + 1 : 0;
      // The last answer has had time to leave.
      if (quietLooks > 2) server.server.closeAllConnections();
    }, 50);
    server.server.once('close', () => clearInterval(looking));
    done();
  });
}

/**
 * Compressed lightly for whoever asks for it. A counter on the same machine does not ask, where it would only cost time;
 * the address does not tell, since a proxy for many counters may stand on the same machine.
 */
async function compressAnswers(server: TypedServer): Promise<void> {
  await server.register(compress, {
    encodings: ['br', 'gzip', 'deflate'],
    threshold: 1024,
    zlibOptions: { level: zlib.Z_BEST_SPEED },
    brotliOptions: { params: { [zlib.BROTLI_PARAM_QUALITY]: 3 } },
  });
}

async function describeApi(server: TypedServer): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Guitai central office', version: '1', description: 'Synchronisation protocol v1' },
      components: { securitySchemes: { workstation: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  server.get('/v1/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.send(server.swagger()),
  );
}
