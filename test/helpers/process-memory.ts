import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { until } from './until.ts';

/** The texts that live in a JavaScript heap, of a snapshot of it: its numbers are places and sizes, and look like anything. */
export function textsOf(snapshot: string): Buffer {
  const { strings } = JSON.parse(snapshot) as { readonly strings: readonly string[] };
  return Buffer.from(strings.join('\n'));
}

/**
 * The heap of a process of Node, after its garbage was collected. The process opens its debugger when it is asked by a
 * signal; the packaged program's fuses do not let it.
 * @param complaints what the process wrote on its standard error: the debugger's address stands there
 */
export async function heapOf(pid: number, complaints: () => string): Promise<Buffer> {
  const before = complaints().length;
  const address = await until('the debugger listens', async () => {
    // Another debugger may hold the one port that there is: then it is asked again.
    process.kill(pid, 'SIGUSR1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    return /ws:\/\/\S+/.exec(complaints().slice(before))?.[0];
  });
  const socket = new WebSocket(address);
  const parts: string[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('the debugger hung up')));
    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.takeHeapSnapshot' })),
    );
    socket.addEventListener('message', ({ data }) => {
      const said = JSON.parse(String(data)) as { readonly id?: number; readonly params?: { chunk?: string } };
      if (said.params?.chunk !== undefined) parts.push(said.params.chunk);
      if (said.id === 1) resolve();
    });
  });
  socket.close();
  return textsOf(parts.join(''));
}

/**
 * How often texts lie in what a process can write to, of its memory as it is, garbage and all: what a dump of it would
 * hold. As ASCII and in two bytes a character, the ways in which both halves of the program keep texts.
 */
export function timesInMemory(pid: number, texts: readonly string[]): number {
  const forms = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  const chunk = Buffer.alloc(16 * 1024 * 1024);
  let times = 0;
  try {
    for (const { from, size } of writableParts(pid)) {
      // Chunks overlap by as much as a text may be cut.
      for (let at = 0; at < size; at += chunk.length - 64) {
        const read = readMemory(memory, chunk, from + BigInt(at), Math.min(chunk.length, size - at));
        const part = chunk.subarray(0, read);
        times += forms.filter((form) => part.includes(form)).length;
      }
    }
  } finally {
    closeSync(memory);
  }
  return times;
}

function writableParts(pid: number): readonly { readonly from: bigint; readonly size: number }[] {
  const lines = readFileSync(`/proc/${String(pid)}/maps`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || to === undefined) return [];
    return [{ from: BigInt(`0x${from}`), size: Number(BigInt(`0x${to}`) - BigInt(`0x${from}`)) }];
  });
}

/** What is only promised and was never touched, or was given back meanwhile, cannot be read: it holds nothing. */
function readMemory(memory: number, chunk: Buffer, position: bigint, length: number): number {
  try {
    return readSync(memory, chunk, { offset: 0, length, position });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EIO') return 0;
    throw error;
  }
}
