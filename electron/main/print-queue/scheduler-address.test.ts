import { describe, expect, it } from 'vitest';
import { schedulerAddress } from './scheduler-address.ts';

const there = () => true;
const missing = () => false;

describe('where the print scheduler is', () => {
  it('is its socket where there is one, its port on loopback otherwise', () => {
    expect(schedulerAddress({}, 'linux', there)).toEqual({ socketPath: '/run/cups/cups.sock' });
    expect(schedulerAddress({}, 'darwin', there)).toEqual({ socketPath: '/private/var/run/cupsd' });
    expect(schedulerAddress({}, 'linux', missing)).toEqual({ host: '127.0.0.1', port: 631 });
  });

  it('is what the environment says, as for every program that prints', () => {
    const told = (server: string) => schedulerAddress({ CUPS_SERVER: server }, 'linux', there);
    expect(told('/tmp/cups.sock')).toEqual({ socketPath: '/tmp/cups.sock' });
    expect(told('localhost:6310')).toEqual({ host: '127.0.0.1', port: 6310 });
    expect(told('127.0.0.1')).toEqual({ host: '127.0.0.1', port: 631 });
    expect(told('[::1]:6310')).toEqual({ host: '::1', port: 6310 });
  });

  it('is never on another machine', () => {
    for (const server of ['printserver', '10.0.0.7:631', 'localhost.example.org', 'localhost@10.0.0.7']) {
      expect(schedulerAddress({ CUPS_SERVER: server }, 'linux', there)).toBeNull();
    }
  });

  it('is nowhere on Windows', () => {
    expect(schedulerAddress({ CUPS_SERVER: 'localhost' }, 'win32', there)).toBeNull();
  });
});
