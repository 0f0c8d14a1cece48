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
import type { Journal } from '../journal.ts';
import { failureHandler, RequestFailure } from './failures.ts';
import { healthPageRoute } from './health-page.ts';
import { officeRoutes } from './office-routes.ts';
import { usualLimits, type ServerLimits, type ServerParts } from './server-parts.ts';
import { synchronisationRoutes } from './synchronisation-routes.ts';

export type TypedServer = ReturnType<typeof createTyped>;

/** The HTTP side of the central office, not yet listening. */
export async function createServer(parts: ServerParts): Promise<TypedServer> {
  const limits: ServerLimits = { ...usualLimits, ...parts.limits };
  const server = createTyped(limits);
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
  await compressAnswers(server);
  await describeApi(server);
  await server.register(officeRoutes(parts, limits), { prefix: '/v1' });
  await server.register(synchronisationRoutes(parts, limits), { prefix: '/v1' });
  await server.register(healthPageRoute(parts));
  closeWithoutWaiting(server, parts.signal);
  return server;
}

function createTyped({ largestBody }: ServerLimits) {
  return Fastify({
    // The framework's own log writes paths and messages, which carry ids; the journal writes what is allowed.
    logger: false,
    bodyLimit: largestBody,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 100 },
  }).withTypeProvider<ZodTypeProvider>();
}

function journalRequests(server: TypedServer, journal: Journal): void {
  server.addHook('onResponse', (request, reply, done) => {
    journal.record('request', {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
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
  server.addHook('onRequest', (_request, _reply, done) => {
    answering += 1;
    done();
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    answering -= 1;
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

/** Compressed lightly on a line; not at all to the same machine, where it only costs time. */
async function compressAnswers(server: TypedServer): Promise<void> {
  server.addHook('onRequest', (request, _reply, done) => {
    if (isLoopback(request.ip)) request.headers['x-no-compression'] = 'true';
    done();
  });
  await server.register(compress, {
    encodings: ['gzip', 'deflate'],
    threshold: 1024,
    zlibOptions: { level: zlib.Z_BEST_SPEED },
  });
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
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
