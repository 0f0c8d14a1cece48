// The program, held back until Playwright has attached itself. Without this its first window is made while Playwright
// is still attaching, and one start in some fifty then waits for ever for a debugger that has already passed by.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const { productName, version, main } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'));
app.setAppPath(checkout);
app.setName(productName);
app.setVersion(version);

const ready = app.whenReady();
const emit = app.emit.bind(app);
let attached = false;
/** @type {unknown[]} */
let readyWords = [];
/** @type {() => void} */
let goOn = () => undefined;
/** @type {Promise<void>} */
const held = new Promise((resolve) => {
  goOn = resolve;
});
app.whenReady = () => held;
app.isReady = () => attached;
app.emit = (event, ...words) => {
  if (event !== 'ready' || attached) return emit(event, ...words);
  readyWords = words;
  return true;
};

// Playwright calls this when it is there.
Object.assign(globalThis, {
  __playwright_run: async () => {
    await ready;
    attached = true;
    goOn();
    emit('ready', ...readyWords);
  },
});

await import(pathToFileURL(path.join(checkout, main)).href);
