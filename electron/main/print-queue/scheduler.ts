import { request as httpRequest } from 'node:http';
import { userInfo } from 'node:os';
import { endOfPrint, type PrintJobState, type PrintRefusalReason } from '../../../contract/printing.ts';
import {
  decodeIppAnswer,
  encodeIppRequest,
  IppFormatError,
  ippOperation,
  ippStatus,
  type IppAnswer,
  type IppAttribute,
  type IppGroup,
  type IppRequest,
} from './ipp-message.ts';
import { judgeJob, refusalOf } from './job-state.ts';
import type { SchedulerAddress } from './scheduler-address.ts';

/** A queue as the scheduler tells it. */
export interface SchedulerQueue {
  readonly name: string;
  readonly displayName: string;
  readonly isDefault: boolean;
  readonly accepting: boolean;
}

/** What is to be printed, and how. */
export interface Document {
  readonly pdf: Uint8Array;
  readonly queue: string;
  readonly copies: number;
  /** A media name of PWG 5101.1, such as `iso_a4_210x297mm`; null is what the queue has in its tray. */
  readonly media: string | null;
}

/** The print scheduler of this machine (CUPS), over IPP. Every call rejects where it does not answer. */
export interface Scheduler {
  readonly listQueues: () => Promise<readonly SchedulerQueue[]>;
  /** Hands the document over; gives the job's number, or why it was not taken. */
  readonly submit: (
    document: Document,
  ) => Promise<{ readonly jobId: number } | { readonly refused: PrintRefusalReason }>;
  /** How the job stands now; null where the scheduler does not know it. */
  readonly look: (jobId: number, queue: string) => Promise<PrintJobState | null>;
  /** Takes the job back. One that has ended meanwhile stays as it is: looking tells. */
  readonly cancel: (jobId: number) => Promise<void>;
  /** Has the scheduler forget an ended job with its document, which it would keep for a day. */
  readonly forget: (jobId: number) => Promise<void>;
}

/** Personal data is in no list of jobs and in no log of the scheduler: every job has this name. */
const jobName = 'Guitai';
const answerWithin = 15_000;
const largestAnswer = 4 * 1024 * 1024;
const printerGroup = 0x04;
const jobGroup = 0x02;

export function createScheduler(address: SchedulerAddress): Scheduler {
  let lastRequest = 0;
  const user: IppAttribute = ['requesting-user-name', 'name', userInfo().username];

  async function ask(
    path: string,
    what: Omit<IppRequest, 'requestId'>,
    document?: Uint8Array,
  ): Promise<IppAnswer> {
    lastRequest += 1;
    const message = encodeIppRequest({ ...what, requestId: lastRequest });
    return decodeIppAnswer(await post(address, path, message, document));
  }

  return {
    async listQueues() {
      const all = await ask('/', {
        operation: ippOperation.cupsGetPrinters,
        attributes: [
          ['requested-attributes', 'keyword', 'printer-name', 'printer-info', 'printer-is-accepting-jobs'],
        ],
      });
      const standard = await ask('/', {
        operation: ippOperation.cupsGetDefault,
        attributes: [['requested-attributes', 'keyword', 'printer-name']],
      });
      const standardName = isTaken(standard) ? textOf(groupOf(standard, printerGroup), 'printer-name') : null;
      return all.groups.flatMap((group) => {
        const name = group.tag === printerGroup ? textOf(group, 'printer-name') : null;
        if (name === null) return [];
        return [
          {
            name,
            displayName: textOf(group, 'printer-info') ?? name,
            isDefault: name === standardName,
            accepting: group.attributes.get('printer-is-accepting-jobs')?.[0] !== false,
          },
        ];
      });
    },

    async submit({ pdf, queue, copies, media }) {
      const answer = await ask(
        pathOf(queue),
        {
          operation: ippOperation.printJob,
          attributes: [
            printerOf(queue),
            user,
            ['job-name', 'name', jobName],
            ['document-format', 'mimeMediaType', 'application/pdf'],
          ],
          jobAttributes: [
            ['copies', 'integer', copies],
            ...(media === null ? [] : [['media', 'keyword', media] as const]),
            // The page is laid out to the millimetre; no cover sheet with a name on it.
            ['print-scaling', 'keyword', 'none'],
            ['job-sheets', 'keyword', 'none'],
          ],
        },
        pdf,
      );
      const jobId = groupOf(answer, jobGroup)?.attributes.get('job-id')?.[0];
      if (!isTaken(answer)) return { refused: refusalOf(answer.status) };
      return typeof jobId === 'number' ? { jobId } : { refused: 'other' };
    },

    async look(jobId, queue) {
      const answer = await ask('/jobs/', {
        operation: ippOperation.getJobAttributes,
        attributes: [jobOf(jobId), user, ['requested-attributes', 'keyword', 'job-state']],
      });
      if (answer.status === ippStatus.notFound) return null;
      const job = groupOf(answer, jobGroup);
      if (!isTaken(answer) || job === undefined) throw new IppFormatError('the scheduler tells no state');
      const ended = judgeJob({ jobState: oneOf(job, 'job-state'), printerState: null, printerReasons: [] });
      if (endOfPrint(ended) !== null) return ended;
      const printer = await ask(pathOf(queue), {
        operation: ippOperation.getPrinterAttributes,
        attributes: [
          printerOf(queue),
          user,
          ['requested-attributes', 'keyword', 'printer-state', 'printer-state-reasons'],
        ],
      });
      const told = groupOf(printer, printerGroup);
      return judgeJob({
        jobState: oneOf(job, 'job-state'),
        printerState: told === undefined ? null : oneOf(told, 'printer-state'),
        printerReasons: told?.attributes.get('printer-state-reasons') ?? [],
      });
    },

    async cancel(jobId) {
      await ask('/jobs/', { operation: ippOperation.cancelJob, attributes: [jobOf(jobId), user] });
    },

    async forget(jobId) {
      await ask('/jobs/', {
        operation: ippOperation.cancelJob,
        attributes: [jobOf(jobId), user, ['purge-job', 'boolean', true]],
      });
    },
  };
}

const pathOf = (queue: string) => `/printers/${encodeURIComponent(queue)}`;
const printerOf = (queue: string): IppAttribute => ['printer-uri', 'uri', `ipp://localhost${pathOf(queue)}`];
const jobOf = (jobId: number): IppAttribute => ['job-uri', 'uri', `ipp://localhost/jobs/${String(jobId)}`];

/** Below 0x0100 it was done (RFC 8011, section 4.1.6). */
const isTaken = ({ status }: IppAnswer) => status < 0x0100;

function groupOf(answer: IppAnswer, tag: number): IppGroup | undefined {
  return answer.groups.find((group) => group.tag === tag);
}

function oneOf(group: IppGroup, name: string) {
  return group.attributes.get(name)?.[0] ?? null;
}

function textOf(group: IppGroup | undefined, name: string): string | null {
  const value = group === undefined ? null : oneOf(group, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Message and document go from memory through the socket: nothing is written to a file on this side. */
function post(
  address: SchedulerAddress,
  path: string,
  message: Uint8Array,
  document: Uint8Array = new Uint8Array(),
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        ...address,
        path,
        method: 'POST',
        timeout: answerWithin,
        headers: {
          // The scheduler answers to no other name, so that no page of a browser can reach it.
          host: 'localhost',
          'content-type': 'application/ipp',
          'content-length': message.length + document.length,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size > largestAnswer) response.destroy(new IppFormatError('the answer has no end'));
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(Buffer.concat(parts));
          else if (response.statusCode === 401 || response.statusCode === 403) resolve(notAllowed);
          else reject(new IppFormatError(`the scheduler answers ${String(response.statusCode)}`));
        });
      },
    );
    request.on('timeout', () => request.destroy(new IppFormatError('the scheduler does not answer')));
    request.on('error', reject);
    request.write(message);
    request.end(document);
  });
}

/** What HTTP refuses, as the answer that IPP has for it. */
const notAllowed = Buffer.of(
  1,
  1,
  ippStatus.notAuthorized >> 8,
  ippStatus.notAuthorized & 0xff,
  0,
  0,
  0,
  0,
  3,
);
