import { createInstance, type TFunction } from 'i18next';
import type { StatementSheet, WrittenResult } from '../../../counter/ports/roster-files.ts';
import type { StatementLine } from '../../../domain/statement/personal-statement.ts';
import chineseKinds from '../../../renderer/i18n/zh-CN/entry-kind.json' with { type: 'json' };
import chineseStatement from '../../../renderer/i18n/zh-CN/statement.json' with { type: 'json' };
import chineseTable from '../../../renderer/i18n/zh-CN/table.json' with { type: 'json' };
import englishKinds from '../../../renderer/i18n/en-US/entry-kind.json' with { type: 'json' };
import englishStatement from '../../../renderer/i18n/en-US/statement.json' with { type: 'json' };
import englishTable from '../../../renderer/i18n/en-US/table.json' with { type: 'json' };
import { writeTable, type TableCell } from './write-table.ts';

/** A statement as a spreadsheet for the person: whose it is, every line as on paper, and the sums; amounts can be added up. */
export async function writeStatement(sheet: StatementSheet): Promise<WrittenResult> {
  const { language, format, person, statement } = sheet;
  const i18n = createInstance();
  const t = await i18n.init({
    resources: { [language]: { translation: texts[language] } },
    lng: language,
    fallbackLng: false,
    // No page shows them: a spreadsheet is no HTML.
    interpolation: { escapeValue: false },
  });
  const { opening, credits, debits, closing } = statement.figures;
  const rows: readonly (readonly TableCell[])[] = [
    [t('statement.paper')],
    [person.name, person.maskedNumber],
    [
      t('statement.period'),
      t('statement.days', { from: statement.from, to: statement.to }),
      t(`statement.scope-${statement.scope}`),
    ],
    [t('table.serviceNumber'), sheet.serviceNumber],
    [
      t('table.date'),
      t('table.kind'),
      t('table.institution'),
      t('statement.credit'),
      t('statement.debit'),
      t('table.balance'),
      t('statement.serial'),
    ],
    ['', t('statement.broughtIn'), '', '', '', { fen: opening }],
    ...statement.lines.map((line) => cellsOf(line, t)),
    ['', t('statement.sumsOfPeriod'), '', { fen: credits }, { fen: debits }, { fen: closing }],
  ];
  return writeTable(format, t('statement.sheet'), rows);
}

function cellsOf(line: StatementLine, t: TFunction): readonly TableCell[] {
  const moved = [amount(line.credit), amount(line.debit), { fen: line.balance }];
  if (line.of === 'others') return ['', t('statement.others', { count: line.count }), '', ...moved];
  const { postedOn, kind, institution, serial, reverses, reversedBy } = line;
  const words =
    reverses !== null
      ? t('statement.reverses', { serial: reverses })
      : reversedBy !== null
        ? t('statement.reversedBy', { kind: t(`entry-kind.${kind}`), serial: reversedBy })
        : t(`entry-kind.${kind}`);
  return [postedOn, words, institution, ...moved, String(serial)];
}

function amount(fen: number): TableCell {
  return fen === 0 ? '' : { fen };
}

const texts = {
  'zh-CN': { 'entry-kind': chineseKinds, statement: chineseStatement, table: chineseTable },
  en: { 'entry-kind': englishKinds, statement: englishStatement, table: englishTable },
} as const;
