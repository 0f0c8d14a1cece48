import { civilDateInShanghai, addDays } from '../../domain/calendar/civil-date.ts';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { balanceOf } from '../../domain/ledger/balance.ts';
import type { InsuredPerson, LedgerEntry, PersonalAccount } from '../../domain/records/records.ts';
import type { ReceiptPaper } from '../../contract/service-views.ts';
import type { StatementView } from '../../contract/statement-views.ts';
import type { County } from './county-file.ts';
import { makeDesk, runDesk, type Desk } from './desk.ts';

/** The longest statement that the goals speak of. */
export const linesOfStatement = 10_000;

/** Wider than the column: one visit in ten is at such a place. */
const longName = '示范县城关镇社区卫生服务中心附属第一综合门诊部（医保定点零售药店）';

/** So many days back its lines begin. */
const days = 2_900;

const first17 = '33012219900101101';
const holder: InsuredPerson = {
  id: 'bench-holder',
  documentKind: 'resident-id-card',
  documentNumber: first17 + residentIdCheckCharacter(first17),
  name: '王芳',
  pinyin: 'wangfang',
  pinyinInitials: 'wf',
  sex: 'male',
  birthDate: '1990-01-01',
  address: '桐溪县城南街道 8 号',
  phone: null,
  employerId: null,
  insuranceStatus: '1',
  retiredFrom: null,
  deceasedOn: null,
};

/** A desk with a statement of ten thousand lines that was asked for. */
export interface DeskWithStatement {
  readonly desk: Desk;
  readonly statement: StatementView;
  readonly receipt: ReceiptPaper;
  /** How long the backend's border took to answer with both, milliseconds. */
  readonly asking: number;
}

export async function deskWithStatement(county: County): Promise<DeskWithStatement> {
  const today = civilDateInShanghai(Date.now());
  const firstDay = addDays(today, -days);
  const desk = await makeDesk(county, {
    line: true,
    prepare({ records }) {
      const entries = visitsSince(firstDay);
      records.putConfirmed({ table: 'insuredPerson', record: holder }, 0);
      for (const record of entries) records.putConfirmed({ table: 'ledgerEntry', record }, 0);
      const account: PersonalAccount = {
        ...{ id: holder.id, status: 'open', openedOn: firstDay, hold: null },
        balance: balanceOf(entries),
      };
      records.putConfirmed({ table: 'personalAccount', record: account }, 0);
    },
  });
  const running = await runDesk(desk);
  try {
    const { serviceNumber } = await running.call('counter', 'issueStatement', {
      personId: holder.id,
      channel: 'in-person',
      document: {
        name: holder.name,
        documentKind: holder.documentKind,
        documentNumber: holder.documentNumber,
        documentValidUntil: 'long-term',
      },
      representative: null,
      photoCompared: true,
      from: firstDay,
      to: today,
      scope: 'all',
    });
    const begun = performance.now();
    const statement = await running.call('counter', 'getStatement', { serviceNumber });
    const receipt = await running.call('counter', 'getReceipt', { serviceNumber });
    const asking = performance.now() - begun;
    if (statement.lines.length < linesOfStatement)
      throw new Error(`the statement has ${statement.lines.length} lines`);
    return { desk, statement, receipt, asking };
  } finally {
    await running.stop();
  }
}

/** Allocations and what they are spent on, over all of the days. */
function visitsSince(from: string): readonly LedgerEntry[] {
  return Array.from({ length: linesOfStatement }, (_, index): LedgerEntry => {
    const id = `bench-visit-${String(index)}`;
    const isAllocation = index % 3 === 0;
    return {
      ...{
        id,
        personId: holder.id,
        groupId: id,
        serial: 50_000_000 + index,
        serviceId: null,
        reversesId: null,
      },
      ...{ insuranceKind: '310', postedOn: addDays(from, Math.floor((index * days) / linesOfStatement)) },
      institution: index % 10 === 4 ? longName : '示范县人民医院',
      amount: isAllocation ? 40_000 : 100 + (index % 15_000),
      kind: isAllocation ? 'allocation' : 'spending',
      debitAccount: isAllocation ? 'contributions-received' : 'personal-account',
      creditAccount: isAllocation ? 'personal-account' : 'designated-institutions',
    };
  });
}
