import { app, safeStorage } from 'electron';
import type { Keyring } from './database-key.ts';

/* The functions that replace these came after Electron 33, on which this must run too. */
/* eslint-disable @typescript-eslint/no-deprecated */

/**
 * The operating system's keyring. On Linux Electron falls back to `basic_text`, a fixed password that every program
 * knows: that is no keyring.
 */
export const systemKeyring: Keyring = {
  kind: async () => {
    // Before that safeStorage says that nothing is there.
    await app.whenReady();
    if (!safeStorage.isEncryptionAvailable()) return null;
    if (process.platform === 'darwin') return 'keychain';
    if (process.platform === 'win32') return 'dpapi';
    const backend = safeStorage.getSelectedStorageBackend();
    return backend === 'basic_text' || backend === 'unknown' ? null : backend;
  },
  seal: (text) => safeStorage.encryptString(text),
  unseal: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
};
