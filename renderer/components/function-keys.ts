import { createContext, useContext, useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react';

export const functionKeys = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'Escape'] as const;
export type FunctionKey = (typeof functionKeys)[number];

export interface KeyAction {
  readonly key: FunctionKey;
  /** What the legend says, already in the clerk's language. */
  readonly label: string;
  readonly run: () => void;
}

interface Registration extends KeyAction {
  readonly layer: number;
}

let registrations: readonly Registration[] = [];
let shown: readonly KeyAction[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Registration[]): void {
  registrations = next;
  const top = Math.max(0, ...registrations.map((one) => one.layer));
  shown = functionKeys.flatMap((key) => {
    const action = registrations.findLast((one) => one.key === key && one.layer === top);
    return action === undefined ? [] : [action];
  });
  for (const listener of listeners) listener();
}

/** 0 is the page; a dialogue above it is a layer of its own, and the keys of the layers below rest meanwhile. */
export const KeyLayer = createContext(0);

/**
 * While mounted and `run` is not null, the key does this; what was mounted last in the top layer has it. It is so
 * before the page is drawn: what a key does is never other than what the screen says.
 */
export function useFunctionKey(key: FunctionKey, label: string, run: (() => void) | null): void {
  const layer = useContext(KeyLayer);
  const latest = useEffectEvent(() => run?.());
  const active = run !== null;
  useLayoutEffect(() => {
    if (!active) return;
    const mine: Registration = { key, label, layer, run: () => latest() };
    publish([...registrations, mine]);
    return () => publish(registrations.filter((one) => one !== mine));
  }, [key, label, layer, active]);
}

/** What the keys do now, in the order of the legend. */
export function useKeyActions(): readonly KeyAction[] {
  return useSyncExternalStore(subscribe, () => shown);
}

/** Whether a dialogue stands above the page: the page's own keys rest meanwhile. */
export function useDialogOpen(): boolean {
  return useSyncExternalStore(subscribe, () => registrations.some((one) => one.layer > 0));
}

/** Does what the key does now. */
export function pressFunctionKey(key: string): void {
  shown.find((action) => action.key === key)?.run();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
