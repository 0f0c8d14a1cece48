import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request on its way. */
export type Fault =
  /** Never arrives. */
  | 'dropped'
  /** Arrives and is done; the answer does not come back. */
  | 'answer lost'
  /** The answer breaks off in the middle. */
  | 'cut short'
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

export interface Passage {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The line between a counter and a real central office: it passes everything on, until a test lets it do otherwise. */
export class Line {
  /** Asked for each request; null passes it on. */
  fault: (passage: Passage) => Fault | null = () => null;
  readonly passed: Passage[] = [];
  readonly url: string;
  #target: string;
  readonly #server: Server;

  private constructor(server: Server, target: string) {
    this.#server = server;
    this.#target = target;
    this.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#pass(request, response);
    });
  }

  static async to(target: string): Promise<Line> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Line(server, target);
  }

  /** Leads to another central office from now on. */
  turnTo(target: string): void {
    this.#target = target;
    this.#server.closeAllConnections();
  }

  /** Whatever is on its way breaks off. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  count(path: string): number {
    return this.passed.filter((one) => one.path === path).length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const passage = { method: request.method ?? 'GET', path: pathname, query: searchParams };
    this.passed.push(passage);
    const fault = this.fault(passage);
    if (fault === 'dropped') {
      request.destroy();
      return;
    }
    if (fault !== null && typeof fault === 'object') {
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(fault.body);
      return;
    }
    const onward = forward(new URL(request.url ?? '/', this.#target), {
      method: passage.method,
      headers: request.headers,
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.on('response', (answer) => {
      if (fault === 'answer lost') {
        answer.resume();
        answer.on('end', () => response.destroy());
        return;
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        // With its whole length announced, and half of it sent.
        const headers = { ...answer.headers, 'content-length': String(body.length) };
        delete (headers as Record<string, unknown>)['transfer-encoding'];
        response.writeHead(answer.statusCode ?? 500, headers);
        if (fault === 'cut short')
          response.write(body.subarray(0, body.length / 2), () => response.destroy());
        else response.end(body);
      });
    });
    request.pipe(onward);
  }
}
