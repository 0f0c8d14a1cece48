import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { syncCalls, type SyncCall, type SyncCallName, type SyncCalls } from '../../contract/sync-calls.ts';
import type { CentralStorage } from '../storage/central-storage.ts';
import { authenticate } from './authenticate.ts';
import { failureAnswer } from './server-parts.ts';

/**
 * The route of a call as the contract's table has it: method, path, shapes, and who may call. Where that is a
 * workstation, it has proved itself before anything of the request's body is read.
 */
export function protocolRoute<Name extends SyncCallName>(name: Name, storage: CentralStorage) {
  const call: SyncCall = syncCalls[name];
  const schema = {
    ...(call.params === undefined ? {} : { params: call.params }),
    ...(call.query === undefined ? {} : { querystring: call.query }),
    ...(call.body === undefined ? {} : { body: call.body }),
    response: {
      200: call.answer ?? { content: bytesOf(call.media ?? []) },
      ...(call.unavailable === undefined ? {} : { 503: call.unavailable }),
      '4xx': failureAnswer,
    },
    ...(call.who === 'workstation' ? { security: [{ workstation: [] }] } : {}),
  };
  return {
    method: call.method,
    url: call.path,
    // Made from the row part by part, as the type is.
    schema: schema as unknown as RouteSchema<SyncCalls[Name]>,
    ...(call.who === 'workstation'
      ? {
          preParsing: async (request: FastifyRequest) => {
            await authenticate(storage, request);
          },
        }
      : {}),
  };
}

/** A row of the table in the framework's words. */
type RouteSchema<Call> = Shape<Call, 'params', 'params'> &
  Shape<Call, 'query', 'querystring'> &
  Shape<Call, 'body', 'body'> & {
    readonly response: Shape<Call, 'answer', 200> &
      (Call extends { readonly media: readonly string[] } ? { readonly 200: Bytes } : unknown) &
      Shape<Call, 'unavailable', 503> & { readonly '4xx': typeof failureAnswer };
  };

type Shape<Call, Part extends string, Word extends PropertyKey> =
  Call extends Readonly<Record<Part, infer Found extends z.ZodType>>
    ? Readonly<Record<Word, Found>>
    : unknown;

interface Bytes {
  readonly content: Readonly<Record<string, { readonly schema: z.ZodType<string | Uint8Array> }>>;
}

function bytesOf(media: readonly string[]): Bytes['content'] {
  return Object.fromEntries(media.map((type) => [type, { schema: z.string() }]));
}
