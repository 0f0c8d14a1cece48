// Both sides of the start measurement run through this file: it watches the first window until somebody can type into
// it, says in one line on the standard output when which step was done (milliseconds since 1970), and ends.
// GUITAI_START_PROBE names what is watched: the folder of the program, or "empty" for a window with one input and
// nothing else.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow } from 'electron';

const watched = String(process.env['GUITAI_START_PROBE']);

/** @type {Record<string, number>} */
const steps = {};
/** @param {string} step */
const done = (step) => {
  steps[step] = performance.timeOrigin + performance.now();
};
done('main process runs');
void app.whenReady().then(() => done('Electron ready'));

app.once('browser-window-created', (_event, window) => {
  done('window made');
  const contents = window.webContents;
  contents.once('dom-ready', () => {
    done('page loaded');
    void waitUntilUsable(window).then(
      () => end(JSON.stringify(steps), 0),
      (error) => end(String(error), 1),
    );
  });
});

if (watched === 'empty') {
  const data = process.argv.find((word) => word.startsWith('--data='))?.slice('--data='.length);
  // A new profile for every start, as the program has it.
  app.setPath('userData', path.join(String(data), 'chromium'));
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 1366, height: 768, show: false });
    window.once('ready-to-show', () => window.show());
    void window.loadFile(path.join(import.meta.dirname, 'empty.html'));
  });
} else {
  const manifest = JSON.parse(readFileSync(path.join(watched, 'package.json'), 'utf8'));
  app.setAppPath(watched);
  app.setName(manifest.productName);
  app.setVersion(manifest.version);
  await import(pathToFileURL(path.join(watched, manifest.main)).href);
}

/**
 * Usable: the window is shown, an input is drawn and has the focus, and what is typed arrives in it.
 * @param {BrowserWindow} window
 */
async function waitUntilUsable(window) {
  await window.webContents.mainFrame.executeJavaScript(`(${whenInputIsDrawn.toString()})()`);
  done('input drawn');
  if (!window.isVisible()) await new Promise((resolve) => window.once('show', resolve));
  await window.webContents.insertText('7');
  const typed = await window.webContents.mainFrame.executeJavaScript('document.activeElement.value');
  if (typed !== '7') throw new Error('what was typed did not arrive');
  done('typed into');
}

/** Runs in the page. */
function whenInputIsDrawn() {
  return new Promise((resolve) => {
    const look = () => {
      const input = document.querySelector('input:enabled');
      if (!(input instanceof HTMLInputElement) || input.getClientRects().length === 0) return false;
      observer.disconnect();
      input.focus();
      // The first frame callback comes before it is drawn, the second after.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)));
      return true;
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
}

/**
 * @param {string} said
 * @param {number} code
 */
function end(said, code) {
  // The parent stops its clock at this line.
  process.stdout.write(`${said}\n`, () => app.exit(code));
}
