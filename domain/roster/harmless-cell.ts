/**
 * What makes a spreadsheet take a text for a formula: = + - @ and their full-width forms, also behind a tab or a line
 * break. An apostrophe before them is how spreadsheets mark a text; the reader of rosters takes it off again.
 */
export function harmlessCell(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
}
