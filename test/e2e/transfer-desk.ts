import { expect, type Locator } from '@playwright/test';
import type { InsuredPerson } from '../../domain/records/records.ts';
import { ClerkAtDesk, demonstrationClerk } from './clerk.ts';
import type { County } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

export const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;

/** The other area; the last digit of its code says how the simulated one behaves. */
export function areaWith(areaCode: string) {
  return {
    areaCode,
    areaName: '杭州市西湖区',
    officeName: '杭州市西湖区医疗保障管理服务中心',
    contact: '赵敏',
    phone: '0571-87960000',
    accountName: '杭州市西湖区医疗保障基金专户',
    bankName: '示范银行杭州分行',
    accountNumber: '33001616735000000001',
  } as const;
}

/** From the person's page to the form, the other area typed field by field with Enter. */
export async function beginTransfer(
  desk: ClerkAtDesk,
  kind: 'transfer-out' | 'transfer-in',
  person: InsuredPerson,
  areaCode: string,
): Promise<void> {
  const { page, say } = desk;
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose(kind);
  await expect(page.getByLabel(say('transfer.areaCode'))).toBeFocused();
  await typeArea(desk, areaCode);
}

/** The fields of the other area, from its code on. */
export async function typeArea(desk: ClerkAtDesk, areaCode: string): Promise<void> {
  const { page, say } = desk;
  for (const [field, text] of Object.entries(areaWith(areaCode))) {
    await expect(page.getByLabel(say(`transfer.${field}`), { exact: true })).toBeFocused();
    await page.keyboard.insertText(text);
    await desk.press('Enter');
  }
}

/** Who has come himself shows his document. */
export async function showDocument(desk: ClerkAtDesk): Promise<void> {
  await desk.readDocument();
}

/** The clerk's own signature below what it will do. */
export async function signOwn(desk: ClerkAtDesk): Promise<void> {
  const { page, say } = desk;
  await page.getByLabel(say('signature.ownPassword')).focus();
  await typeByHand(page, demonstrationClerk.password);
}

/** A supervisor approves at this desk with his own name, from the page of the service and back to it. */
export async function approveHere(desk: ClerkAtDesk): Promise<void> {
  const { page, say } = desk;
  await expect(desk.button('approval.thisDesk')).toBeVisible({ timeout: 30_000 });
  await desk.press('F10');
  await expect(page.getByLabel(say('signature.loginName'))).toBeFocused();
  await typeByHand(page, supervisor.loginName);
  await desk.press('Enter');
  await expect(page.getByLabel(say('signature.password'))).toBeFocused();
  await typeByHand(page, supervisor.password);
  await desk.press('F10');
  await expect(page.getByText(say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await desk.press('Escape');
}

/** The page of a transfer says how far it is; what other offices and the bank do comes by itself. */
export async function seesState(desk: ClerkAtDesk, state: string): Promise<void> {
  await expect(desk.page.getByText(desk.say(`transfer.stands-${state}`), { exact: true })).toBeVisible({
    timeout: 60_000,
  });
}

/** The first sum that can be matched belongs to this transfer; with a reason where it differs. */
export async function matchMoney(desk: ClerkAtDesk, reason: string | null): Promise<void> {
  const { page, say } = desk;
  const button = page.getByRole('button', { name: say('transfer.match') }).first();
  await expect(button).toBeVisible({ timeout: 60_000 });
  await button.focus();
  await desk.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  if (reason !== null) {
    await expect(page.getByLabel(say('transfer.reason'))).toBeFocused();
    await typeByHand(page, reason);
  }
  await desk.press('F10');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** 入账 with the clerk's own signature. */
export async function credit(desk: ClerkAtDesk): Promise<void> {
  await expect(desk.button('transfer.credit')).toBeVisible({ timeout: 30_000 });
  await desk.press('F10');
  await expect(desk.page.getByLabel(desk.say('signature.ownPassword'))).toBeFocused();
  await signOwn(desk);
  await desk.press('F10');
}

/**
 * 退回: the button of one sum, why, and the clerk's own signature; a second person has still to approve it.
 * @param picture the name of one of the dialog as it is signed
 */
export async function giveMoneyBack(
  desk: ClerkAtDesk,
  button: Locator,
  reason: string,
  picture: string | null = null,
): Promise<void> {
  const { page, say } = desk;
  await expect(button).toBeVisible({ timeout: 30_000 });
  await button.focus();
  await desk.press('Enter');
  await expect(page.getByLabel(say('transfer.reason'))).toBeFocused();
  await typeByHand(page, reason);
  await desk.press('Enter');
  await expect(page.getByLabel(say('signature.ownPassword'))).toBeFocused();
  await signOwn(desk);
  if (picture !== null) await lookAt(desk, picture);
  await desk.press('F10');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** 退回 to its end: asked for with a reason, approved at this desk, paid by the bank; each looked at. */
export async function sendMoneyBack(
  desk: ClerkAtDesk,
  button: Locator,
  { amount, reason, picture }: { readonly amount: string; readonly reason: string; readonly picture: string },
): Promise<void> {
  const { page, say } = desk;
  await giveMoneyBack(desk, button, reason, `${picture}-return`);
  await expect(page.getByText(say('transfer.return-waits', { amount }))).toBeVisible({ timeout: 30_000 });
  await lookAt(desk, `${picture}-return-waits`);
  await approveHere(desk);
  await expect(page.getByText(say('transfer.money-returned'), { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await lookAt(desk, `${picture}-returned`);
}

/** Somebody who comes, at a desk in English and dark, from an area that has sent its sheet. */
export async function comesInEnglish(
  county: County,
  person: InsuredPerson,
  areaCode: string,
): Promise<ClerkAtDesk> {
  const appearance = { language: 'en', theme: 'dark' } as const;
  const desk = new ClerkAtDesk(await county.openProgram({ appearance }), appearance.language);
  await desk.signIn();
  await beginTransfer(desk, 'transfer-in', person, areaCode);
  await showDocument(desk);
  await desk.press('F10');
  await seesState(desk, 'in-sheet-received');
  return desk;
}
