import { expect } from '@playwright/test';
import { windowCallChannel } from '../../../contract/window-channels.ts';
import { counterCalls, type CallName, type CallOutput } from '../../../contract/counter-calls.ts';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { WindowCallName, WindowCallOutput } from '../../../contract/window-bridge.ts';
import type { PrintScheduler } from '../../helpers/print-scheduler/print-scheduler.ts';
import { until } from '../../helpers/until.ts';
import type { ClerkAtDesk } from '../clerk.ts';

/** What the window is answered to some calls, whatever the backend said. */
export type Answers = { readonly [Name in CallName]?: CallOutput<Name> };

/** How things stand at the counter, as far as paper tells of it. */
export type StatusOnPaper = Pick<CounterStatus, 'today'> & {
  readonly officeName: string;
  readonly clerkName: string;
  readonly workstationNumber: number;
  readonly asOf: string;
};

declare global {
  interface Window {
    replacedAnswers: Readonly<Record<string, unknown>>;
    readonly __TSR_ROUTER__: { readonly navigate: (to: { readonly to: string }) => Promise<void> };
  }
}

/**
 * The counter's window before a printer of a real scheduler. What a golden paper says must be the same every day, and no day
 * or number of a real service is: so what the backend answers about the paper is replaced where it enters the page, by values
 * that the contract's schemas have taken. Everything behind that is the program's own: the page that the clerk sees, its
 * layout, the faces, the PDF, the scheduler. That the records of a service get into these answers is what the tests of the
 * services are for.
 */
export class PaperWindow {
  readonly #desk: ClerkAtDesk;
  readonly #cups: PrintScheduler;
  readonly #queue: string;

  constructor(desk: ClerkAtDesk, cups: PrintScheduler, queue: string) {
    this.#desk = desk;
    this.#cups = cups;
    this.#queue = queue;
  }

  /** Before anybody signs in: from then on the window has the status that the papers are to tell. */
  async begin(status: StatusOnPaper): Promise<void> {
    await this.#desk.page.evaluate((told) => {
      window.replacedAnswers = {};
      const names = new Map<unknown, string>();
      const { value: post } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'postMessage') as {
        value: (this: MessagePort, message: unknown) => void;
      };
      MessagePort.prototype.postMessage = function postMessage(message: unknown) {
        // React posts to itself, too, and nothing in it.
        const { id, call } = (message ?? {}) as { id?: number; call?: string };
        if (call !== undefined) names.set(id, call);
        post.call(this, message);
      };

      const onPaper = (real: Record<string, object | null>): Record<string, unknown> =>
        real['clerk'] === null
          ? real
          : {
              ...real,
              today: told.today,
              office: { ...real['office'], name: told.officeName },
              workstation: { ...real['workstation'], number: told.workstationNumber },
              clerk: { ...real['clerk'], name: told.clerkName, role: 'supervisor' },
              connection: { ...real['connection'], asOf: told.asOf },
            };
      interface Message {
        id?: number;
        ok?: boolean;
        value?: object;
        event?: string;
        status?: Record<string, unknown>;
      }
      const replaced = (data: Message): Message => {
        if (data.event === 'status-changed' && data.status !== undefined) {
          return { ...data, status: onPaper(data.status as Record<string, object | null>) };
        }
        const name = data.id === undefined ? undefined : names.get(data.id);
        if (name === undefined) return data;
        if (name === 'getCounterStatus') {
          return { ...data, value: onPaper(data.value as Record<string, object | null>) };
        }
        const answers = window.replacedAnswers;
        return name in answers ? { ...data, ok: true, value: answers[name] as object } : data;
      };
      const { get: read } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data') as {
        get: (this: MessageEvent) => unknown;
      };
      Object.defineProperty(MessageEvent.prototype, 'data', {
        get(this: MessageEvent) {
          const data = read.call(this);
          return typeof data === 'object' && data !== null ? replaced(data) : data;
        },
      });
    }, status);
  }

  /** From now on; a value that the contract does not know is a fault of the test. */
  async answer(answers: Answers): Promise<void> {
    for (const [name, value] of Object.entries(answers)) counterCalls[name as CallName].output.parse(value);
    const recorded = { recordPrint: { printId: '00000000-0000-7000-8000-000000000000', reprint: 0 } };
    await this.#desk.page.evaluate(
      (told) => {
        window.replacedAnswers = told;
      },
      { ...recorded, recordPrintEnd: {}, ...answers },
    );
  }

  /** The same of what the shell does for the page. */
  async answerShell<Name extends WindowCallName>(name: Name, value: WindowCallOutput<Name>): Promise<void> {
    await this.#desk.program.application.evaluate(
      ({ ipcMain }, [channel, answer]) => {
        ipcMain.removeHandler(channel);
        ipcMain.handle(channel, () => ({ ok: true, value: answer }));
      },
      [windowCallChannel(name), value] as const,
    );
  }

  async open(to: string): Promise<void> {
    await this.#desk.page.evaluate((path) => window.__TSR_ROUTER__.navigate({ to: path }), to);
  }

  async chooseReceiptPaper(receiptPaper: 'A4' | 'receipt'): Promise<void> {
    await this.#desk.page.evaluate(
      ([printer, size]) => window.guitaiWindow.choosePrinter({ printer, receiptPaper: size }),
      [this.#queue, receiptPaper] as const,
    );
  }

  /** What comes out of the printer after this key. */
  async print(key: 'F4' | 'F10'): Promise<Buffer> {
    const before = this.#cups.sheets(this.#queue).length;
    await this.#desk.press(key);
    return until('the paper is printed', () => this.#cups.sheets(this.#queue)[before], 240);
  }

  /** Opens a page whose paper is shown before it is printed, and prints it. */
  async printPreviewed(to: string): Promise<Buffer> {
    await this.open(to);
    await expect(this.#desk.page.locator('.receipt-desk .paper').first()).toBeVisible({ timeout: 180_000 });
    return this.print('F10');
  }
}
