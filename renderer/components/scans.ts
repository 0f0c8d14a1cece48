import { useEffectEvent, useLayoutEffect } from 'react';
import { ScanRecogniser, type Scan, type ScanKind } from './scan-recogniser.ts';

type ScanHandler = (text: string) => void;

const handlers = new Map<ScanKind, ScanHandler[]>();

/** While mounted, scans of these kinds come here; what was mounted last has them first. */
export function useScans(kinds: readonly ScanKind[], handle: (scan: Scan) => void): void {
  const latest = useEffectEvent(handle);
  const joined = kinds.join(' ');
  useLayoutEffect(() => {
    const mine = joined.split(' ').map((kind) => ({
      kind: kind as ScanKind,
      handler: (text: string) => latest({ kind: kind as ScanKind, text }),
    }));
    for (const one of mine) handlers.set(one.kind, [...(handlers.get(one.kind) ?? []), one.handler]);
    return () => {
      for (const one of mine) {
        handlers.set(
          one.kind,
          (handlers.get(one.kind) ?? []).filter((other) => other !== one.handler),
        );
      }
    };
  }, [joined]);
}

interface FieldBefore {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

/**
 * Listens to the window before any field does. A scan is routed to its handler and taken out of the field that had
 * the focus. While the input method is on, the keys come without their characters: those are read from the key's place.
 */
export function watchScans(onUnhandled: (scan: Scan) => void): () => void {
  const recogniser = new ScanRecogniser();
  let before: FieldBefore | null = null;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key === 'Process' ? keyOfPlace(event.code) : event.key;
    const answer = recogniser.take({ key, timeStamp: event.timeStamp });
    if (answer === 'begun') before = fieldNow(event.target);
    if (answer === null || answer === 'begun') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (before !== null) restore(before);
    const handler = handlers.get(answer.kind)?.at(-1);
    if (handler === undefined) onUnhandled(answer);
    else handler(answer.text);
  }

  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
}

function keyOfPlace(code: string): string {
  return /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(code)?.[1] ?? (code === 'Minus' ? '-' : code);
}

function fieldNow(target: EventTarget | null): FieldBefore | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  return { field: target, value: target.value };
}

/** Puts back what stood in the field before the scan, the way typing would, so that React hears of it. */
function restore(before: FieldBefore): void {
  const prototype =
    before.field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Reflect.set(prototype, 'value', before.value, before.field);
  before.field.dispatchEvent(new Event('input', { bubbles: true }));
}
