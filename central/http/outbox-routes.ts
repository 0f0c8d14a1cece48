import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { largestOutboxFile } from '../../contract/outbox-file.ts';
import { importOutbox } from '../services/import-outbox.ts';
import { registerSigningKey } from '../services/signing-keys.ts';
import { authenticate } from './authenticate.ts';
import { RequestFailure } from './failures.ts';
import { protocolRoute } from './protocol-route.ts';
import type { ServerLimits, ServerParts } from './server-parts.ts';

/** A file instead of a line: with which key a workstation signs, and the files that others bring for it. */
export function outboxRoutes(parts: ServerParts, limits: ServerLimits): FastifyPluginAsync {
  const { storage } = parts;
  let imports = 0;
  return async (plain) => {
    const server = plain.withTypeProvider<ZodTypeProvider>();
    server.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: largestOutboxFile },
      (_request, body, done) => done(null, body),
    );

    server.route({
      ...protocolRoute('registerSigningKey', storage),
      handler: async (request) => {
        const credential = await authenticate(storage, request);
        return { fingerprint: await registerSigningKey(storage, credential, request.body.publicKey) };
      },
    });

    server.route({
      ...protocolRoute('importOutbox', storage),
      handler: async (request) => {
        const { county } = await authenticate(storage, request);
        const file: unknown = request.body;
        if (!(file instanceof Uint8Array)) throw new RequestFailure(400, 'invalid-input');
        // Each holds a whole file in memory, and takes the county's turn again and again.
        if (imports >= limits.importsAtOnce) throw new RequestFailure(503, 'central-busy');
        imports += 1;
        try {
          return await importOutbox(parts, file, county);
        } finally {
          imports -= 1;
        }
      },
    });
    await Promise.resolve();
  };
}
