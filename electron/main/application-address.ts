import { extname, join, sep } from 'node:path';

/** Pages come from the program's own scheme, never from `file://`: an origin of their own, and nothing else on disk. */
export const applicationScheme = 'app';
const applicationOrigin = 'app://guitai';
export const startPage = `${applicationOrigin}/index.html`;
export const pinPadPage = `${applicationOrigin}/pin-pad.html`;
export const paperPage = `${applicationOrigin}/paper.html`;
export const failurePage = `${applicationOrigin}/start-failure`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** Whether a page of this address is one of the program's own. */
export function isApplicationAddress(address: string): boolean {
  return address === applicationOrigin || address.startsWith(`${applicationOrigin}/`);
}

/**
 * Which file of the renderer's folder an address means; null where it means none: another origin, a kind of file that
 * pages do not need, anything that would leave the folder or name something hidden.
 */
export function assetOf(address: string, folder: string): { path: string; contentType: string } | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${applicationScheme}:` || url.host !== 'guitai' || url.username || url.password)
    return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const contentType = contentTypes[extname(decoded).toLowerCase()];
  if (contentType === undefined) return null;
  const parts = decoded.split('/').slice(1);
  // One plain name per part: no "..", no empty or hidden one, nothing that Windows reads as a drive or a stream.
  if (!parts.every((part) => /^[\w@~-][\w.@~+-]*$/.test(part))) return null;
  const path = join(folder, ...parts);
  return path.startsWith(folder + sep) ? { path, contentType } : null;
}

/**
 * What every page may load: its own scripts, styles and fonts, and pictures that are its own or given as data
 * (photos from the reader). It connects to nothing: all data comes over its port to the backend. Inline styles are
 * allowed because antd sets them.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};
