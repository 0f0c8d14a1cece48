import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { statementSheets } from '../../../renderer/features/statement/statement-layout.ts';
import { pdfPages } from '../../helpers/pdf-text.ts';
import { startPrintScheduler, type PrintScheduler } from '../../helpers/print-scheduler/print-scheduler.ts';
import { ClerkAtDesk } from '../clerk.ts';
import { test } from '../county.ts';
import { expectGolden } from './golden.ts';
import { PaperWindow } from './paper-window.ts';
import {
  answerSlip,
  fewRefusals,
  inquiryAnswers,
  inquiryReceipt,
  longSlip,
  manyRefusals,
  personWithout,
} from './sample-answers.ts';
import { emptyDay, wholeDay } from './sample-days.ts';
import { approval, batch, batchRows, imported, parcel } from './sample-lists.ts';
import { names, numberOf, place } from './sample-people.ts';
import {
  cardReceipt,
  heirsReceipt,
  longestReceipt,
  payoutReceipt,
  provisionalReceipt,
  slip,
} from './sample-receipts.ts';
import { statement, unposted } from './sample-statements.ts';
import { coming, leaving } from './sample-transfers.ts';

const queue = 'window3';
let cups: PrintScheduler;
let faces: string;
test.beforeAll(async () => {
  cups = await startPrintScheduler();
  await cups.addPrinter(queue);
  // A machine that has no Chinese face at all.
  faces = await mkdtemp(join(tmpdir(), 'guitai-faces-'));
  const folders = '<dir>/usr/share/fonts/truetype/dejavu</dir><dir>/usr/share/fonts/type1</dir>';
  await writeFile(
    join(faces, 'fonts.conf'),
    `<fontconfig>${folders}<cachedir>${faces}</cachedir></fontconfig>`,
  );
});
test.afterAll(async () => {
  await cups.stop();
  await rm(faces, { recursive: true, force: true });
});

/** As the layout reckons it; that the sheet really holds them is what the picture shows. */
function mostLinesOfOneSheet(): number {
  let lines = 1;
  while (statementSheets(statement(1, lines + 1).statement, 0, true).length === 1) lines += 1;
  return lines;
}

test('every paper is printed as it was looked at: in its words, and as a picture', async ({ county }) => {
  test.setTimeout(900_000);
  const desk = new ClerkAtDesk(
    await county.openProgram({
      environment: { CUPS_SERVER: cups.server, FONTCONFIG_FILE: join(faces, 'fonts.conf') },
    }),
  );
  const { page, say } = desk;
  const window = new PaperWindow(desk, cups, queue);
  await window.begin(place);
  await desk.signIn();

  const ofService = (number: string) => `/services/${number}/receipt`;
  async function printReceipt(getReceipt: ReceiptPaper): Promise<Buffer> {
    await window.answer({ getReceipt });
    return window.printPreviewed(ofService(getReceipt.serviceNumber));
  }

  await test.step('receipts', async () => {
    const receipts = {
      'receipt-card': cardReceipt,
      'receipt-provisional': provisionalReceipt,
      'receipt-payout': payoutReceipt,
      'receipt-payout-heirs': heirsReceipt,
      'receipt-longest-name': longestReceipt,
      'collection-slip': slip,
    };
    for (const [name, one] of Object.entries(receipts)) await expectGolden(name, await printReceipt(one));
    await window.chooseReceiptPaper('receipt');
    for (const [name, one] of Object.entries({ 'roll-receipt': cardReceipt, 'roll-slip': slip })) {
      const serviceNumber = numberOf(name === 'roll-slip' ? 8 : 7);
      expect.soft(await expectGolden(name, await printReceipt({ ...one, serviceNumber }))).toHaveLength(1);
    }
    await window.chooseReceiptPaper('A4');
  });

  await test.step('statements', async () => {
    const full = mostLinesOfOneSheet();
    const cases = {
      '0': [0, 1],
      '1': [1, 1],
      full: [full, 1],
      'one-more': [full + 1, 2],
      long: [60, 3],
    } as const;
    for (const [index, [name, [count, pages]]] of Object.entries(cases).entries()) {
      const { receipt, statement: getStatement } = statement(20 + index, count, count === 1 ? unposted : {});
      await window.answer({ getReceipt: receipt, getStatement });
      const paper = await window.printPreviewed(ofService(receipt.serviceNumber));
      expect.soft(await expectGolden(`statement-${name}`, paper)).toHaveLength(pages);
    }
  });

  await test.step('answers', async () => {
    await window.answer({ getReceipt: inquiryReceipt, getInquiryAnswers: inquiryAnswers });
    await expectGolden('inquiry', await window.printPreviewed(ofService(inquiryReceipt.serviceNumber)));
    for (const [name, getAnswerSlip] of Object.entries({
      'answer-slip': answerSlip,
      'answer-slip-long': longSlip,
    })) {
      await window.answer({ getAnswerSlip });
      await expectGolden(name, await window.printPreviewed(`/persons/${name}/answer-slip/today`));
    }
  });

  await test.step('one-time notices', async () => {
    for (const [name, refusals] of Object.entries({ notice: fewRefusals, 'notice-long': manyRefusals })) {
      await window.answer({ getPersonPage: personWithout(name, refusals) });
      await window.open(`/persons/${name}/issue-card`);
      await expect(page.getByText(say('keys.printNotice')).first()).toBeVisible();
      await expectGolden(name, await window.print('F4'));
    }
  });

  await test.step('lists', async () => {
    for (const [index, count] of [1, 40].entries()) {
      const getParcel = parcel(60 + index, count);
      await window.answer({ getParcel });
      await window.open(`/parcels/${getParcel.parcelId}`);
      await expect(
        page.getByRole('heading', { name: say('parcel.title', { number: getParcel.parcelId }) }),
      ).toBeVisible();
      await expectGolden(`transport-list-${String(count)}`, await window.print('F10'));
    }
    for (const [index, count] of [1, 50].entries()) {
      const one = batch(70 + index, count, index === 0 ? '桐溪县丝绸有限公司' : `${names.longest}有限公司`);
      const rows = batchRows(count);
      await window.answer({
        listBatches: { batches: [one] },
        listBatchRows: { rows, total: rows.length, next: null },
      });
      // By a page that does not list them: what was listed a moment ago is not asked for again.
      await window.open('/');
      await window.open(`/batches/${one.batchId}`);
      await expect(page.getByRole('button', { name: say('batch.printList') }).first()).toBeVisible();
      await expectGolden(`batch-list-${String(count)}`, await window.print('F4'));
    }
    await window.answer({});
    await window.answerShell('importOutbox', { imported: imported(30) });
    await window.open('/work');
    await expect(page.getByRole('button', { name: say('work-list.import') }).first()).toBeVisible();
    await desk.press('F9');
    await expect(page.getByRole('button', { name: say('outbox-file.chooseFile') }).first()).toBeVisible();
    await desk.press('F10');
    await expect(page.getByRole('button', { name: say('outbox-file.print') }).first()).toBeVisible();
    await expectGolden('import-list', await window.print('F4'));
    await desk.press('Escape');
  });

  await test.step('sheets for a second person', async () => {
    const decided = {
      state: 'approved',
      decidedBy: '李明',
      decidedAt: '2026-11-20T10:42:30.000+08:00',
      effect: null,
    } as const;
    const waiting = approval(50, 2);
    const posted = approval(51, 60);
    for (const [name, getApprovalPaper] of Object.entries({
      'approval-waiting': waiting,
      'approval-posted': { ...posted, ...decided, posted: posted.effect?.entries ?? [] },
    })) {
      await window.answer({ getApprovalPaper });
      const to = `/approvals/${encodeURIComponent(getApprovalPaper.approvalId)}/paper`;
      await expectGolden(name, await window.printPreviewed(to));
    }
  });

  await test.step('papers of a transfer', async () => {
    const papers = [
      ['certificate', 'insurance-certificate', leaving(80, 18, names.rare)],
      ['certificate-longest-name', 'insurance-certificate', leaving(81, 0, names.longest)],
      ['information-sheet', 'information-sheet', leaving(82, 4, names.long)],
      ['information-sheet-long', 'information-sheet', leaving(83, 40, names.rare)],
      ['contact-letter', 'contact-letter', coming(84)],
    ] as const;
    for (const [name, paper, getTransferPapers] of papers) {
      await window.answer({ getTransferPapers });
      const to = `/services/${getTransferPapers.transfer.id}/papers/${paper}`;
      const pages = await expectGolden(name, await window.printPreviewed(to));
      if (name === 'certificate') {
        expect.soft(pages).toHaveLength(3);
        for (const text of pages) expect.soft(text).toContain(say('print.pages', { page: 1, pages: 1 }));
      }
    }
  });

  await test.step('days that are closed', async () => {
    for (const [name, getClosedDay] of Object.entries({ 'day-office': wholeDay, 'day-empty': emptyDay })) {
      const { reprint } = getClosedDay;
      const recorded = { printId: '00000000-0000-7000-8000-000000000000', reprint };
      await window.answer({ getClosedDay, recordPrint: recorded });
      await expectGolden(name, await window.printPreviewed(`/days/${name}`));
    }
  });

  await test.step('a statement of ten thousand lines', async () => {
    const { receipt, statement: getStatement } = statement(30, 10_000);
    await window.answer({ getReceipt: receipt, getStatement });
    const paper = await window.printPreviewed(ofService(receipt.serviceNumber));
    const pages = await expectGolden('statement-10000', paper);
    // Every page goes on with what the page before ended with.
    const amount = /[\d,]+\.\d{2}/g;
    let carried = formatYuan(0);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain(say('print.pages', { page: index + 1, pages: pages.length }));
      const lines = text.split('\n');
      const opening = lines.find((line) => line.startsWith(say('statement.broughtForward')));
      if (index > 0) expect(opening?.match(amount)?.at(-1)).toBe(carried);
      carried =
        lines
          .find((line) => line.startsWith(say('statement.sumsOfPage')))
          ?.match(amount)
          ?.at(-1) ?? '';
      expect(carried).not.toBe('');
    }
    expect(carried).toBe(formatYuan(getStatement.figures.closing));
    expect((await pdfPages(paper)).join('\n').match(/\b1\d{5}\b/g)).toHaveLength(10_000);
  });
});
