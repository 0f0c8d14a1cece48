import type { PrinterView } from '../../../contract/printing.ts';

/**
 * On which printer a workstation prints: the one that was chosen, and no other where that one is gone, because paper with
 * somebody's data would lie where nobody waits for it. Without a choice the system's default, or the only one.
 * @param kept what was chosen; null while nobody has
 */
export function chosenPrinter(
  printers: readonly PrinterView[],
  kept: string | null,
): PrinterView | undefined {
  if (kept !== null) return printers.find(({ name }) => name === kept);
  return printers.find(({ isDefault }) => isDefault) ?? (printers.length === 1 ? printers[0] : undefined);
}
