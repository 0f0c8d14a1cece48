import type { WindowCallRequest } from '../../contract/window-bridge.ts';

/** The name that is offered: what it is and of which batch, service or day, and nobody's name. */
export function spreadsheetName(request: WindowCallRequest<'saveSpreadsheet'>, today: string): string {
  switch (request.of) {
    case 'batch':
      return `batch-result-${request.batchId}.xlsx`;
    case 'roster':
      return `roster-result-${today}.xlsx`;
    case 'statement':
      return `statement-${request.serviceNumber}.xlsx`;
    default:
      return request satisfies never;
  }
}

/**
 * The path that is written and the format that its extension asks for. Not every system's dialogue adds the extension by
 * itself; but only the name that was chosen was asked about: where the longer one is taken, the file keeps the chosen one.
 */
export function spreadsheetPlace(
  chosen: string,
  isTaken: (path: string) => boolean,
): { readonly path: string; readonly format: 'xlsx' | 'csv' } {
  if (/\.csv$/i.test(chosen)) return { path: chosen, format: 'csv' };
  const longer = `${chosen}.xlsx`;
  return { path: /\.xlsx$/i.test(chosen) || isTaken(longer) ? chosen : longer, format: 'xlsx' };
}
