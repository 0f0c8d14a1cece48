import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { PaperPrint } from '../../../domain/records/paper-print.ts';

/** A sheet as somebody at the printer would tell of it. */
interface Sheet {
  readonly about: string;
  readonly at: string;
  readonly office: string;
  readonly says: string;
  ended: string;
  became: string;
}

type PrintBody = Extract<
  CommandBody,
  { readonly kind: 'record-print' | 'record-print-end' | 'record-paper-reclaimed' }
>;

/** What came out of which printer, why once more, and what became of it, told a second time. */
export class PrintTray {
  readonly #sheets = new Map<string, Sheet>();

  /** @param mayAct whether the clerk is one who may do anything today; a print of who may not is a sheet all the same */
  decide(body: PrintBody, { workstationId, officeId }: CommandOrigin, mayAct: boolean): boolean {
    const { kind, request } = body;
    const sheet = this.#sheets.get(request.printId);
    switch (kind) {
      case 'record-print': {
        const { subject, paper, reprint, reason, note } = request;
        if (sheet !== undefined) return false;
        if (reprint > 0 && (reason === null || (reason === 'other' && note === null))) return false;
        const why = reprint === 0 ? '' : ` ${reason ?? ''}`;
        this.#sheets.set(request.printId, {
          about: `${paper} of ${subject}`,
          at: workstationId,
          office: officeId,
          says: `${reprint}${why}`,
          ended: 'not yet',
          became: '',
        });
        return true;
      }
      case 'record-print-end':
        if (sheet?.at !== workstationId || sheet.ended !== 'not yet') return false;
        sheet.ended = request.result;
        return true;
      case 'record-paper-reclaimed':
        if (!mayAct || sheet?.office !== officeId || sheet.became !== '') return false;
        if (sheet.ended === 'refused' || sheet.ended === 'cancelled') return false;
        if (request.outcome === 'not-obtainable' && request.note === null) return false;
        sheet.became = request.outcome;
        return true;
      default:
        return kind satisfies never;
    }
  }

  lines(): readonly string[] {
    return [...this.#sheets].map(([id, sheet]) => line(id, sheet));
  }
}

/** The same read off the records. */
export function printLines(prints: readonly PaperPrint[]): readonly string[] {
  return prints.map((print) =>
    line(print.id, {
      about: `${print.paper} of ${print.subject}`,
      at: print.workstationId,
      office: print.officeId,
      says: `${print.reprint}${print.reason === null ? '' : ` ${print.reason}`}`,
      ended: print.result ?? 'not yet',
      became: print.reclaim ?? '',
    }),
  );
}

function line(id: string, { about, at, office, says, ended, became }: Sheet): string {
  return `print ${id}: ${about}, ${says}, at ${at} of ${office}, ${ended}, ${became}`;
}
