import { electronEnvironment, readRuntime, sandboxArguments } from '../../build/runtime.mjs';
import { root } from '../../build/setup/paths.mjs';

export { root, sandboxArguments };

/** The Electron that the set-up chose for this machine. */
export function electronExecutable(): string {
  return readRuntime().electron.executable;
}

/** This process's environment with what Electron needs on this machine. */
export function programEnvironment(): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) inherited[name] = value;
  // Without a locale Chromium opens no file whose name is Chinese; every desktop session has one, not every shell.
  return { LANG: 'C.UTF-8', ...inherited, ...electronEnvironment(readRuntime()) };
}
