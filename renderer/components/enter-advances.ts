import type { KeyboardEvent } from 'react';
import { belongsToInputMethod } from './input-method.ts';

const fields =
  'input:not([disabled]):not([type="hidden"]):not([tabindex="-1"]), textarea:not([disabled]), select:not([disabled])';

/**
 * Enter goes to the next field of the form and Shift+Enter back; in the last field Enter submits. An open list keeps
 * its Enter, buttons keep theirs, and the input method keeps its own.
 */
export function advanceOnEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!(target instanceof HTMLElement) || !target.matches(fields)) return;
  if (belongsToInputMethod(event.nativeEvent)) {
    event.preventDefault();
    return;
  }
  if (target.getAttribute('aria-expanded') === 'true') return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>(fields)];
  const next = all[all.indexOf(target) + (event.shiftKey ? -1 : 1)];
  if (next === undefined && !event.shiftKey) return;
  event.preventDefault();
  // Some lists open on Enter by themselves; this Enter is spent.
  event.stopPropagation();
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'checkbox') next.select();
}
