import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failure } from '../../contract/envelope.ts';
import { syncCalls, syncPrefix, type SyncCall } from '../../contract/sync-calls.ts';
import { countyRecords } from '../property/support/counter-desk.ts';
import { CountyOffice } from '../property/support/county-office.ts';

const media = z.record(z.string(), z.object({ schema: z.unknown() }));
const operation = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown() }))
    .default([]),
  requestBody: z.object({ content: media }).optional(),
  responses: z.record(z.string(), z.object({ content: media.optional() })),
  security: z.unknown().optional(),
});
const description = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

const rows: readonly (readonly [string, SyncCall])[] = Object.entries(syncCalls);

/** The path as OpenAPI writes it. */
function pathOf(call: SyncCall): string {
  return syncPrefix + call.path.replace(/:(\w+)/g, '{$1}');
}

/** A shape as JSON Schema, without the word that says which edition. */
function jsonSchema(shape: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _edition, ...schema } = z.toJSONSchema(shape, { io, override: oneWayToSay });
  return schema;
}

/** A single value that is allowed: OpenAPI's generator writes a list of one; base64 is its format 'byte'. */
function oneWayToSay({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.contentEncoding === 'base64') {
    jsonSchema.format = 'byte';
    delete jsonSchema.contentEncoding;
  }
  if (jsonSchema.const === undefined) return;
  jsonSchema.enum = [jsonSchema.const];
  delete jsonSchema.const;
}

/** What the shape of parameters says of each of them. */
function parametersOf(shape: z.ZodObject | undefined, place: 'path' | 'query') {
  if (shape === undefined) return [];
  const { properties, required = [] } = z.toJSONSchema(shape, { io: 'input', override: oneWayToSay });
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

describe('the calls of the protocol', () => {
  let office: CountyOffice;
  let described: z.infer<typeof description>;

  beforeAll(async () => {
    office = await CountyOffice.open(countyRecords);
    described = description.parse(await (await fetch(`${office.url}${syncPrefix}/openapi.json`)).json());
  });
  afterAll(() => office.remove());

  it('are all described by a running central office, and nothing else is', () => {
    const there = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(there.sort()).toEqual(rows.map(([, call]) => `${call.method} ${pathOf(call)}`).sort());
    expect(described.openapi).toMatch(/^3\.1\./);
  });

  it.each(rows)('%s is described as the contract has it', (_name, call) => {
    const found = described.paths[pathOf(call)]?.[call.method.toLowerCase()];
    expect(found?.parameters).toEqual([
      ...parametersOf(call.query, 'query'),
      ...parametersOf(call.params, 'path'),
    ]);
    const asked = found?.requestBody?.content['application/json']?.schema;
    expect(asked).toEqual(call.body === undefined ? undefined : jsonSchema(call.body, 'input'));
    const answers = found?.responses['200']?.content ?? {};
    expect(Object.keys(answers)).toEqual(call.media ?? ['application/json']);
    if (call.answer !== undefined) {
      expect(answers['application/json']?.schema).toEqual(jsonSchema(call.answer, 'output'));
    }
    const failing = z.object({ ok: z.literal(false), error: failure });
    expect(found?.responses['4XX']?.content?.['application/json']?.schema).toEqual(
      jsonSchema(failing, 'output'),
    );
    expect(found?.security).toEqual(call.who === 'workstation' ? [{ workstation: [] }] : undefined);
  });

  it.each(rows.filter(([, { who }]) => who === 'workstation'))(
    '%s is refused to somebody without a credential, whatever he sends',
    async (_name, call) => {
      const answer = await fetch(office.url + syncPrefix + call.path.replace(/:\w+/g, 'x'), {
        method: call.method,
        ...(call.body === undefined
          ? {}
          : { body: '{"broken', headers: { 'content-type': 'application/json' } }),
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'credential-refused' } });
    },
  );
});
