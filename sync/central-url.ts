/** Where a central office may be: https anywhere, plain http only on this machine. */
export type CentralUrlReading =
  | { readonly ok: true; readonly url: string; readonly loopback: boolean }
  | { readonly ok: false; readonly code: 'central-url-invalid' | 'central-url-insecure' };

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Reads the address of a central office; the answer has no slash at its end. */
export function readCentralUrl(text: string): CentralUrlReading {
  if (!URL.canParse(text)) return { ok: false, code: 'central-url-invalid' };
  const url = new URL(text);
  const loopback = loopbackHosts.has(url.hostname);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return { ok: false, code: 'central-url-invalid' };
  }
  if (url.protocol === 'http:' && !loopback) return { ok: false, code: 'central-url-insecure' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, code: 'central-url-invalid' };
  }
  return { ok: true, url: url.href.replace(/\/+$/, ''), loopback };
}
