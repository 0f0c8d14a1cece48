import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { authenticate } from './authenticate.ts';
import { RequestFailure } from './failures.ts';
import { protocolRoute } from './protocol-route.ts';
import type { ServerParts } from './server-parts.ts';

/** The county as one file: whether there is one, and its bytes. The credential says whose county it is. */
export function snapshotFileRoutes({ storage, snapshotFiles = null }: ServerParts): FastifyPluginAsync {
  return async (plain) => {
    const server = plain.withTypeProvider<ZodTypeProvider>();

    server.route({
      ...protocolRoute('snapshotFile', storage),
      handler: async (request, reply) => {
        const { county } = await authenticate(storage, request);
        const offer = await snapshotFiles?.offer(county);
        if (offer === undefined) throw new RequestFailure(404, 'not-found');
        // A key is in it.
        void reply.header('cache-control', 'no-store');
        return offer;
      },
    });

    server.route({
      ...protocolRoute('snapshotFilePart', storage),
      // Encrypted bytes do not get smaller.
      compress: false,
      handler: async (request, reply) => {
        const { county } = await authenticate(storage, request);
        const { id, offset, length } = request.query;
        const bytes = await snapshotFiles?.read(county, id, offset, length);
        if (bytes === undefined) throw new RequestFailure(404, 'not-found');
        if (bytes.length === 0) throw new RequestFailure(416, 'invalid-input');
        return await reply.type('application/octet-stream').header('cache-control', 'no-store').send(bytes);
      },
    });
    await Promise.resolve();
  };
}
