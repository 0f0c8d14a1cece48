/**
 * The cursor of a page that has come: where it is to begin, unless somebody has put it elsewhere meanwhile. A page may
 * come later than the next key; what is typed into the search box then stays there.
 */
export function takeFocus(element: HTMLElement | null | undefined): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}
