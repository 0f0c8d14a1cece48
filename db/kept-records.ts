import type { TableName } from '../domain/records/record-tables.ts';

/** Small, seldom changed, and asked for several times by every call of a window: who works where, and by what rules. */
const keptTables: ReadonlySet<TableName> = new Set([
  'clerk',
  'office',
  'workstation',
  'poolingAreaParameter',
  'calendarYear',
]);

/** So many answers are kept of each table, whatever is asked for. */
const keptAnswers = 500;

/**
 * Answers about the office itself, held from one question to the next. One process owns the file, so that only a
 * write through the record store makes them untrue: it forgets the whole table.
 */
export class KeptRecords {
  readonly #answers = new Map<TableName, Map<string, unknown>>();

  /** The answer to a question about a table; the same question is always read in the same way. */
  read<Answer>(table: TableName, question: string, ask: () => Answer): Answer {
    if (!keptTables.has(table)) return ask();
    const answers = this.#answers.get(table) ?? new Map<string, unknown>();
    // Kept under this question by this very function, so that it is what `ask` gives.
    if (answers.has(question)) return answers.get(question) as Answer;
    const answer = ask();
    if (answers.size >= keptAnswers) answers.clear();
    this.#answers.set(table, answers.set(question, answer));
    return answer;
  }

  /** Something in this table is about to change. */
  written(table: TableName): void {
    this.#answers.delete(table);
  }

  forget(): void {
    this.#answers.clear();
  }
}
