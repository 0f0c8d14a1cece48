import { describe, expect, it } from 'vitest';
import { readCentralUrl } from './central-url.ts';

describe('the address of a central office', () => {
  it.each([
    ['https://central.example', 'https://central.example', false],
    ['https://central.example:8443/', 'https://central.example:8443', false],
    ['https://central.example/guitai//', 'https://central.example/guitai', false],
    ['HTTPS://Central.Example/', 'https://central.example', false],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', true],
    ['http://localhost:8080/', 'http://localhost:8080', true],
    ['http://[::1]:8080', 'http://[::1]:8080', true],
    ['http://2130706433:8080', 'http://127.0.0.1:8080', true],
  ])('%s is %s', (text, url, loopback) => {
    expect(readCentralUrl(text)).toEqual({ ok: true, url, loopback });
  });

  it.each([
    ['http://central.example', 'central-url-insecure'],
    ['http://127.0.0.1.example:80', 'central-url-insecure'],
    ['http://localhost.example', 'central-url-insecure'],
    ['http://0.0.0.0', 'central-url-insecure'],
    ['http://192.168.1.5', 'central-url-insecure'],
    ['ftp://127.0.0.1', 'central-url-invalid'],
    ['file:///etc/passwd', 'central-url-invalid'],
    ['javascript:alert(1)', 'central-url-invalid'],
    ['https://clerk:secret@central.example', 'central-url-invalid'],
    ['https://central.example/?token=1', 'central-url-invalid'],
    ['https://central.example/#a', 'central-url-invalid'],
    ['central.example', 'central-url-invalid'],
    ['', 'central-url-invalid'],
    ['https://', 'central-url-invalid'],
  ])('%s is refused: %s', (text, code) => {
    expect(readCentralUrl(text)).toEqual({ ok: false, code });
  });
});
