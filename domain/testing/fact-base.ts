import type { CommandContext, Decision } from '../command/command-rule.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../command/command-rules.ts';
import { Facts, type Lookup } from '../command/facts.ts';
import type { Change } from '../records/change.ts';
import { tableNames, type RecordTypes, type TableName } from '../records/record-tables.ts';

/** Records in memory, looked up as the storage does it: the rules' own small world. */
export class FactBase {
  readonly #tables = new Map<TableName, Map<string, Change['record']>>(
    tableNames.map((table) => [table, new Map<string, Change['record']>()]),
  );

  constructor(changes: readonly Change[] = []) {
    this.apply(changes);
  }

  apply(changes: readonly Change[]): void {
    for (const { table, record } of changes) this.#tables.get(table)?.set(record.id, record);
  }

  all<T extends TableName>(table: T): readonly RecordTypes[T][] {
    return [...(this.#tables.get(table)?.values() ?? [])] as unknown as readonly RecordTypes[T][];
  }

  /** Every record as a change that writes it. */
  everything(): readonly Change[] {
    return tableNames.flatMap((table) => this.all(table).map((record) => ({ table, record }) as Change));
  }

  get<T extends TableName>(table: T, id: string): RecordTypes[T] {
    const record = this.all(table).find((one) => one.id === id);
    if (record === undefined) throw new Error(`no ${table} ${id}`);
    return record;
  }

  facts(lookups: readonly Lookup[]): Facts {
    return Facts.of(
      lookups,
      lookups.map(({ table, by, value }) =>
        this.all(table).filter((record) => Reflect.get(record, by) === value),
      ),
    );
  }

  decide(body: CommandBody, context: CommandContext): Decision {
    return decideCommand(this.facts(commandNeeds(body, context)), body, context);
  }

  /** Decides and, when accepted, writes the effects. */
  run(body: CommandBody, context: CommandContext): Decision {
    const decision = this.decide(body, context);
    if (decision.accepted) this.apply(decision.changes);
    return decision;
  }
}

/** The codes of a refusal, sorted; 'accepted' alone when there is none. */
export function codesOf(decision: Decision): readonly string[] {
  return decision.accepted ? ['accepted'] : decision.refusals.map((refusal) => refusal.code).sort();
}
