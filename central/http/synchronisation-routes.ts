import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideBatch } from '../services/apply-commands.ts';
import { findLostCommands } from '../services/find-lost-commands.ts';
import { readFeed } from '../services/read-feed.ts';
import { readSnapshotPage, readSnapshotSize } from '../services/read-snapshot.ts';
import { authenticate } from './authenticate.ts';
import { RequestFailure } from './failures.ts';
import { protocolRoute } from './protocol-route.ts';
import type { ServerLimits, ServerParts } from './server-parts.ts';

/** The synchronisation protocol: snapshot and feed towards the counter, commands from it. */
export function synchronisationRoutes(parts: ServerParts, limits: ServerLimits): FastifyPluginAsync {
  const { storage, signal, clock } = parts;
  const durableNumber = parts.durable ?? ((_county, head) => (storage.commitsAreDurable ? head : 0));
  let batches = 0;
  return async (plain) => {
    const server = plain.withTypeProvider<ZodTypeProvider>();

    server.route({
      ...protocolRoute('snapshotSize', storage),
      handler: async (request) => {
        const { county } = await authenticate(storage, request);
        return await readSnapshotSize(storage, county);
      },
    });

    server.route({
      ...protocolRoute('snapshotPage', storage),
      handler: async (request, reply) => {
        const { county } = await authenticate(storage, request);
        const { table } = request.query;
        parts.snapshotFiles?.notePage();
        const { epoch, head, page, next } = await readSnapshotPage(storage, county, request.query);
        const start = JSON.stringify({ epoch, head, table, next }).slice(0, -1);
        return await sendJsonText(reply, `${start},"rows":[${page.rowsText}]}`);
      },
    });

    server.route({
      ...protocolRoute('feed', storage),
      handler: async (request, reply) => {
        const { county } = await authenticate(storage, request);
        const page = await readFeed(storage, signal, {
          county,
          ...request.query,
          gaveUp: hangUpSignal(reply),
        });
        const { epoch, head, mark } = page;
        const durable = durableNumber(county, head);
        const start = JSON.stringify({ epoch, head, mark, durable, today: clock.today(), now: clock.now() });
        return await sendJsonText(reply, `${start.slice(0, -1)},"changes":[${page.changesText}]}`);
      },
    });

    server.route({
      ...protocolRoute('pushCommands', storage),
      handler: async (request) => {
        const credential = await authenticate(storage, request);
        // Each batch of a county waits for the one before it: too many waiting would time out, not wait.
        if (batches >= limits.batchesWaiting) throw new RequestFailure(503, 'central-busy');
        batches += 1;
        try {
          return await decideBatch(parts, credential, request.body.commands, request.body);
        } finally {
          batches -= 1;
        }
      },
    });

    server.route({
      ...protocolRoute('lostCommands', storage),
      handler: async (request) => {
        const { county } = await authenticate(storage, request);
        return await findLostCommands(storage, county, request.body);
      },
    });
    await Promise.resolve();
  };
}

/** JSON that the database has written already: it is not parsed and written again. */
async function sendJsonText(reply: FastifyReply, text: string): Promise<FastifyReply> {
  return await reply.type('application/json; charset=utf-8').send(text);
}

/** Aborts when the counter hangs up, so that nobody is waited for in vain. */
function hangUpSignal(reply: FastifyReply): AbortSignal {
  const gaveUp = new AbortController();
  reply.raw.once('close', () => gaveUp.abort());
  return gaveUp.signal;
}
