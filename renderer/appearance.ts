import { useSyncExternalStore } from 'react';
import type { Appearance, BackendState } from '../contract/window-bridge.ts';
import { changeLanguage } from './i18n/translations.ts';
import { shell } from './window-bridge.ts';

interface WindowState {
  readonly appearance: Appearance;
  readonly systemDark: boolean;
  readonly backend: BackendState;
  /** Most likely somebody signs in next: the login may be drawn before the backend has answered. */
  readonly usedBefore: boolean;
  readonly version: string;
}

let current: WindowState = {
  appearance: { theme: 'system', language: 'zh-CN' },
  systemDark: false,
  backend: { state: 'starting', code: null, params: {} },
  usedBefore: false,
  version: '',
};
const listeners = new Set<() => void>();

function publish(next: WindowState): void {
  current = next;
  document.documentElement.dataset['theme'] = isDark(next) ? 'dark' : 'light';
  changeLanguage(next.appearance.language);
  for (const listener of listeners) listener();
}

function isDark(state: WindowState): boolean {
  return state.appearance.theme === 'system' ? state.systemDark : state.appearance.theme === 'dark';
}

/** Takes colours and language from the shell, which keeps them between starts, and follows its changes. */
export async function followAppearance(): Promise<void> {
  shell.onShellEvent((event) => {
    if (event.event === 'system-colours-changed') publish({ ...current, systemDark: event.systemDark });
    if (event.event === 'backend-state') publish({ ...current, backend: event.backend });
  });
  const outcome = await shell.describeWindow({});
  if (!outcome.ok) return;
  const { appearance, systemDark, backend, usedBefore, version } = outcome.value;
  publish({ appearance, systemDark, backend, usedBefore, version });
}

/** Changes colours or language at once, and has the shell keep them. */
export function changeAppearance(change: Partial<Appearance>): void {
  const appearance = { ...current.appearance, ...change };
  publish({ ...current, appearance });
  void shell.setAppearance(appearance);
}

/** How the window looks and how the backend behind it does. */
export function useWindowState(): WindowState & { readonly dark: boolean } {
  const state = useSyncExternalStore(subscribe, () => current);
  return { ...state, dark: isDark(state) };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
