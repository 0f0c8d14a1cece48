import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { applicationScheme, assetOf, failurePage, pageHeaders } from './application-address.ts';

/** Before the program is ready: what kind of scheme `app:` is. It cannot be fetched from, it has no service workers. */
export function declareApplicationScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: applicationScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the renderer's folder, and nothing else, as `app://guitai/`.
 *
 * @param failureText the page that is shown instead of the program when it could not be started
 */
export function serveApplication(pages: Session, folder: string, failureText: () => string): void {
  pages.protocol.handle(applicationScheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: pageHeaders });
    if (request.url === failurePage) {
      return new Response(failureText(), {
        headers: { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' },
      });
    }
    const asset = assetOf(request.url, folder);
    if (!asset) return new Response(null, { status: 404, headers: pageHeaders });
    try {
      const content = await readFile(asset.path);
      return new Response(content, { headers: { ...pageHeaders, 'content-type': asset.contentType } });
    } catch {
      return new Response(null, { status: 404, headers: pageHeaders });
    }
  });
}
