import PDFDocument from 'pdfkit';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { StatementView } from '../../contract/statement-views.ts';
import { formatYuan } from '../../domain/money/fen.ts';
import { wording } from '../helpers/wording.ts';

/**
 * The sister of the program's own face, in the one form that pdfkit reads fast: the program's slices are WOFF2 files of a hundred
 * characters each. The set-up installs it for the slices of rare characters (build/rare-faces.mjs).
 */
const face = {
  file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  name: 'NotoSansCJKsc-Regular',
};

/** Points of A4, and of the columns as statement.css has them. */
const sheet = { margin: 45, end: 797 };
const millimetre = 72 / 25.4;
const widths = [20, 33, 43, 21, 21, 23, 17].map((width) => width * millimetre);
const institutionColumn = 2;
const rightFrom = 3;
const text = { size: 9, line: 12, frame: 5 };

const say = wording('zh-CN');

/**
 * The same lines as a bare document: each of the seven texts of a line in its column, amounts to the right, a long institution
 * on several lines, a new sheet where one is full. No head, no sums, no codes, no signatures, nothing asked of a database.
 */
export async function bareStatement(lines: StatementView['lines']): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: sheet.margin });
  const whole = buffer(document);
  document.registerFont('face', face.file, face.name);
  document.font('face').fontSize(text.size);
  const institutionWidth = widths[institutionColumn] ?? 0;
  let y = sheet.margin;
  for (const line of lines) {
    const cells = cellsOf(line);
    const institution = cells[institutionColumn] ?? '';
    const isLong = document.widthOfString(institution) > institutionWidth;
    const height =
      text.frame + (isLong ? document.heightOfString(institution, { width: institutionWidth }) : text.line);
    if (y + height > sheet.end) {
      document.addPage();
      y = sheet.margin;
    }
    let x = sheet.margin;
    for (const [column, width] of widths.entries()) {
      const cell = cells[column] ?? '';
      const isInstitution = column === institutionColumn;
      if (isInstitution && isLong) document.text(cell, x, y, { width });
      else if (cell !== '') {
        // Told how wide it is, the library breaks lines of it: to the right it is put here.
        const left = column < rightFrom ? x : x + width - document.widthOfString(cell);
        document.text(cell, left, y, { lineBreak: false });
      }
      x += width;
    }
    y += height;
  }
  const ended = once(document, 'end');
  document.end();
  await ended;
  return whole;
}

function cellsOf(line: StatementView['lines'][number]): readonly string[] {
  const amount = (fen: number) => (fen === 0 ? '' : formatYuan(fen));
  const amounts = [amount(line.credit), amount(line.debit), formatYuan(line.balance)];
  if (line.of === 'others') return ['', say('statement.others', { count: line.count }), '', ...amounts, ''];
  return [line.postedOn, say(`entry-kind.${line.kind}`), line.institution, ...amounts, String(line.serial)];
}
