// A window with one input and a list that is drawn anew at every key, in the same Electron: what a window costs by itself.
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const data = process.argv.find((word) => word.startsWith('--data='))?.slice('--data='.length);
app.setPath('userData', path.join(String(data), 'chromium'));
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768 });
  void window.loadFile(path.join(import.meta.dirname, 'list.html'));
});
