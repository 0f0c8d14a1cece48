import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the clock in which Linux tells processors' time; 100 a second on every machine that Debian runs on. */
const ticksPerSecond = 100;

/** What one process, or one with all that it has started, has used since it began, and holds now. */
export interface ProcessUse {
  /** Seconds of a processor. */
  readonly processor: number;
  /** Megabytes that are its own, with its part of what it shares. */
  readonly megabytes: number;
}

/** One process. */
export function useOf(pid: number): ProcessUse {
  const { own } = timesOf(pid);
  return { processor: own / ticksPerSecond, megabytes: memoryOf(pid) };
}

/** A process with its children: those that are gone were counted when they ended. */
export function useOfFamily(parent: number): ProcessUse {
  const children = childrenOf(parent);
  const { own, gone } = timesOf(parent);
  const processor = children.reduce((sum, pid) => sum + tryTimes(pid), own + gone) / ticksPerSecond;
  return { processor, megabytes: [parent, ...children].reduce((sum, pid) => sum + memoryOf(pid), 0) };
}

/** Megabytes of a process with all that it has started, and all that these have, each with its part of what it shares. */
export function megabytesOfTree(root: number): number {
  return childrenOf(root).reduce((sum, child) => sum + megabytesOfTree(child), memoryOf(root));
}

/** Seconds that all processors of the machine were not idle, since it was started. */
export function machineUse(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) / ticksPerSecond;
}

/** The parent of a process. */
export function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return parentOf(pid) === parent;
      } catch {
        return false;
      }
    });
}

/** The fields of /proc/PID/stat behind the name, which may have blanks in it: the first is the state. */
function statOf(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Ticks of the process itself, and of its children that have ended. */
function timesOf(pid: number): { readonly own: number; readonly gone: number } {
  const [user = 0, system = 0, goneUser = 0, goneSystem = 0] = statOf(pid).slice(11, 15).map(Number);
  return { own: user + system, gone: goneUser + goneSystem };
}

function tryTimes(pid: number): number {
  try {
    return timesOf(pid).own;
  } catch {
    // It has ended since it was seen.
    return 0;
  }
}

function memoryOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
