import { app, session, type Session } from 'electron';
import { sessionPartition } from './window-table.ts';

/** Closes everything that a page could open. Called once, before the first window is made. */
export function closeSession(): Session {
  const pages = session.fromPartition(sessionPartition);
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
  pages.on('will-download', (event) => event.preventDefault());
  // Pages come from app:// and data from the port: whatever else is asked for is a mistake or an attack.
  pages.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (_request, answer) => answer({ cancel: true }),
  );
  return pages;
}

/** Denies navigation, new windows and webviews to every page, those that were not thought of too. */
export function denyNavigation(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-prevent-unload', (event) => event.preventDefault());
  });
}
