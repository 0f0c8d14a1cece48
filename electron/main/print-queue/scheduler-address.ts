import { existsSync } from 'node:fs';

/** Where the print scheduler of this machine listens: a socket in the file system, or a port on loopback. */
export type SchedulerAddress =
  { readonly socketPath: string } | { readonly host: '127.0.0.1' | '::1'; readonly port: number };

const ippPort = 631;
const sockets: Partial<Record<NodeJS.Platform, string>> = {
  linux: '/run/cups/cups.sock',
  darwin: '/private/var/run/cupsd',
};

/**
 * The scheduler of this machine, or null where there can be none. `CUPS_SERVER` says another one, as to every program that
 * prints over CUPS; one on another machine is none of ours: paper has personal data, and would go there in clear.
 */
export function schedulerAddress(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  exists: (path: string) => boolean = existsSync,
): SchedulerAddress | null {
  const socketPath = sockets[platform];
  if (socketPath === undefined) return null;
  const told = environment['CUPS_SERVER'];
  if (told === undefined || told === '') {
    return exists(socketPath) ? { socketPath } : { host: '127.0.0.1', port: ippPort };
  }
  if (told.startsWith('/')) return { socketPath: told };
  const [, host, port] = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?$/i.exec(told) ?? [];
  if (host === undefined) return null;
  return { host: host === '[::1]' ? '::1' : '127.0.0.1', port: port === undefined ? ippPort : Number(port) };
}
