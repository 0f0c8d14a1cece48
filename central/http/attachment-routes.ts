import { Readable } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { syncCalls } from '../../contract/sync-calls.ts';
import { attachmentChunk } from '../../contract/sync-protocol.ts';
import { findMissingContents, readContent, receiveContent } from '../services/receive-content.ts';
import { authenticate } from './authenticate.ts';
import { RequestFailure } from './failures.ts';
import { protocolRoute } from './protocol-route.ts';
import type { ServerParts } from './server-parts.ts';

/** The contents of scanned documents: they travel beside the commands, in chunks, and go on where they broke off. */
export function attachmentRoutes({ storage, clock }: ServerParts): FastifyPluginAsync {
  return async (plain) => {
    const server = plain.withTypeProvider<ZodTypeProvider>();
    server.addContentTypeParser(
      syncCalls.sendAttachment.bytes,
      { parseAs: 'buffer', bodyLimit: attachmentChunk },
      (_request, body, done) => done(null, body),
    );

    server.route({
      ...protocolRoute('missingAttachments', storage),
      handler: async (request) => {
        const { county } = await authenticate(storage, request);
        return await findMissingContents(storage, county, request.body.ids);
      },
    });

    server.route({
      ...protocolRoute('sendAttachment', storage),
      handler: async (request) => {
        const { county } = await authenticate(storage, request);
        if (!(request.body instanceof Uint8Array)) throw new RequestFailure(400, 'invalid-input');
        const { id } = request.params;
        const { offset } = request.query;
        return await receiveContent({ storage, clock }, county, { id, offset, bytes: request.body });
      },
    });

    // The types of the others know answers that are texts or JSON; this one is a stream.
    plain.route({
      ...protocolRoute('attachment', storage),
      handler: async (request, reply) => {
        const { county } = await authenticate(storage, request);
        const { id } = syncCalls.attachment.params.parse(request.params);
        const attachment = await storage.contents(county, (store) => store.attachment(id));
        if (attachment === undefined) throw new RequestFailure(404, 'not-found');
        if (attachment.receivedAt === null) throw new RequestFailure(404, 'attachment-unavailable');
        return await reply
          .type('application/octet-stream')
          .header('content-length', attachment.size)
          .header('cache-control', 'no-store')
          .send(Readable.from(readContent(storage, county, attachment)));
      },
    });
    await Promise.resolve();
  };
}
