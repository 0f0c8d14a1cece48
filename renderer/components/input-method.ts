/** What is read of a keyboard event; `keyCode` 229 is how Chromium marks a key that the input method took. */
export interface KeyOfInputMethod {
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly timeStamp: number;
}

/** An Enter this soon after the end of a composition is the one that ended it, milliseconds. */
const afterComposition = 100;

let lastCompositionEnd = Number.NEGATIVE_INFINITY;

/**
 * Whether a key belongs to the input method and not to the program: while it composes, or the Enter that some input
 * methods send just after `compositionend`.
 */
export function belongsToInputMethod(key: KeyOfInputMethod, compositionEnd = lastCompositionEnd): boolean {
  return key.isComposing || key.keyCode === 229 || key.timeStamp - compositionEnd < afterComposition;
}

/** Remembers when compositions end; called once per window. */
export function watchCompositions(target: EventTarget): void {
  target.addEventListener('compositionend', (event) => (lastCompositionEnd = event.timeStamp), {
    capture: true,
  });
}
