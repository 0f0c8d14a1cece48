import { Buffer } from 'node:buffer';

/** What is asked of a print scheduler, by its number in RFC 8011 (section 5.4.15) and, from 0x4001 on, in CUPS. */
export const ippOperation = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
  cupsGetDefault: 0x4001,
  cupsGetPrinters: 0x4002,
} as const;
export type IppOperation = (typeof ippOperation)[keyof typeof ippOperation];

/** Answers that are told apart here (RFC 8011, appendix B); every other from 0x0400 on is a refusal too. */
export const ippStatus = {
  forbidden: 0x0401,
  notAuthenticated: 0x0402,
  notAuthorized: 0x0403,
  notPossible: 0x0404,
  notFound: 0x0406,
  formatNotSupported: 0x040a,
  notAcceptingJobs: 0x0506,
} as const;

/** The kinds of values that are sent (RFC 8010, section 3.5.2). */
const valueTag = {
  integer: 0x21,
  boolean: 0x22,
  enumeration: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeMediaType: 0x49,
} as const;

const operationGroup = 0x01;
const jobGroup = 0x02;
const endOfGroups = 0x03;
/** Tags below it begin a group, the others are of values. */
const firstValueTag = 0x10;

/** One attribute of a request: its name, the kind of its values, and one or several of them. */
export type IppAttribute =
  | readonly [
      name: string,
      kind: Exclude<keyof typeof valueTag, 'integer' | 'boolean' | 'enumeration'>,
      ...values: readonly string[],
    ]
  | readonly [name: string, kind: 'integer' | 'enumeration', ...values: readonly number[]]
  | readonly [name: string, kind: 'boolean', ...values: readonly boolean[]];

export interface IppRequest {
  readonly operation: IppOperation;
  readonly requestId: number;
  readonly attributes: readonly IppAttribute[];
  /** How the job is to be done; none where the request makes no job. */
  readonly jobAttributes?: readonly IppAttribute[];
}

/** A value that was answered; null is one of a kind that nobody here asks for. */
export type IppValue = string | number | boolean | null;

export interface IppGroup {
  readonly tag: number;
  readonly attributes: ReadonlyMap<string, readonly IppValue[]>;
}

export interface IppAnswer {
  readonly status: number;
  readonly groups: readonly IppGroup[];
}

/** An answer that is no message of the protocol. */
export class IppFormatError extends Error {
  override readonly name = 'IppFormatError';
}

/** The bytes of a request, IPP 1.1 (RFC 8010), to which every scheduler answers; a document follows right behind them. */
export function encodeIppRequest(request: IppRequest): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(1, 0);
  head.writeUInt8(1, 1);
  head.writeUInt16BE(request.operation, 2);
  head.writeInt32BE(request.requestId, 4);
  // In this order, and first: RFC 8011, section 4.1.4.
  const first: readonly IppAttribute[] = [
    ['attributes-charset', 'charset', 'utf-8'],
    ['attributes-natural-language', 'language', 'en'],
  ];
  const { jobAttributes = [] } = request;
  return Buffer.concat([
    head,
    Buffer.of(operationGroup),
    ...[...first, ...request.attributes].flatMap(encodeAttribute),
    ...(jobAttributes.length === 0 ? [] : [Buffer.of(jobGroup), ...jobAttributes.flatMap(encodeAttribute)]),
    Buffer.of(endOfGroups),
  ]);
}

function encodeAttribute([name, kind, ...values]: IppAttribute): readonly Buffer[] {
  // A further value of the same attribute has no name.
  return values.flatMap((value, index) => [
    Buffer.of(valueTag[kind]),
    withLength(Buffer.from(index === 0 ? name : '', 'ascii')),
    withLength(encodeValue(value)),
  ]);
}

function encodeValue(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * Reads an answer.
 * @throws IppFormatError where the bytes end too early or are something else
 */
export function decodeIppAnswer(bytes: Buffer): IppAnswer {
  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = [];
  let values: IppValue[] | undefined;
  let place = 8;
  try {
    const status = bytes.readUInt16BE(2);
    for (;;) {
      const tag = bytes.readUInt8(place);
      place += 1;
      if (tag === endOfGroups) return { status, groups };
      if (tag < firstValueTag) {
        groups.push({ tag, attributes: new Map() });
        values = undefined;
        continue;
      }
      const name = taken().toString('ascii');
      const value = decodeValue(tag, taken());
      if (name !== '') {
        values = [];
        groups.at(-1)?.attributes.set(name, values);
      }
      values?.push(value);
    }
  } catch (error) {
    if (error instanceof RangeError) throw new IppFormatError('the answer ends too early', { cause: error });
    throw error;
  }

  function taken(): Buffer {
    const length = bytes.readUInt16BE(place);
    const begin = place + 2;
    if (begin + length > bytes.length) throw new RangeError('a value is cut off');
    place = begin + length;
    return bytes.subarray(begin, place);
  }
}

function decodeValue(tag: number, bytes: Buffer): IppValue {
  switch (tag) {
    case valueTag.integer:
    case valueTag.enumeration:
      return bytes.readInt32BE(0);
    case valueTag.boolean:
      return bytes.readUInt8(0) !== 0;
    // 0x41 is text without its language; 0x46 the scheme of an address.
    case 0x41:
    case 0x46:
    case valueTag.name:
    case valueTag.keyword:
    case valueTag.uri:
    case valueTag.charset:
    case valueTag.language:
    case valueTag.mimeMediaType:
      return bytes.toString('utf8');
    default:
      return null;
  }
}
