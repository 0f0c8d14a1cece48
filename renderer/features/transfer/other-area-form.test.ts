import { describe, expect, it } from 'vitest';
import {
  certificateOf,
  isOtherAreaField,
  nothingTyped,
  otherAreaForm,
  otherAreaMessage,
  otherAreaOf,
} from './other-area-form.ts';

const typed = {
  ...nothingTyped,
  areaCode: ' 330100 ',
  areaName: '杭州市',
  officeName: '杭州市医疗保障管理服务中心',
  bankName: '工商银行杭州分行',
  accountName: '杭州市医疗保障基金专户',
  accountNumber: '3300 1616 7350-0000 0001',
};

describe('the other area as it is typed', () => {
  it('is what the request asks for, the account without the gaps that a bank prints', () => {
    expect(otherAreaOf(otherAreaForm.parse(typed))).toEqual({
      areaCode: '330100',
      areaName: '杭州市',
      officeName: '杭州市医疗保障管理服务中心',
      contact: '',
      phone: '',
      bankName: '工商银行杭州分行',
      accountName: '杭州市医疗保障基金专户',
      accountNumber: '33001616735000000001',
    });
  });

  it('says everything that is missing at one time, in the words of the rule', () => {
    const issues = otherAreaForm.safeParse(nothingTyped, { error: otherAreaMessage }).error?.issues ?? [];
    expect(issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['areaCode', 'transfer.areaCodeWrong'],
      ['areaName', 'refusal.transfer-area-missing'],
      ['officeName', 'refusal.transfer-office-missing'],
      ['bankName', 'refusal.transfer-account-missing'],
      ['accountName', 'refusal.transfer-account-missing'],
      ['accountNumber', 'refusal.transfer-account-number-invalid'],
    ]);
  });

  it('has a certificate only where its number was typed', () => {
    expect(certificateOf(otherAreaForm.parse(typed))).toBeNull();
    const brought = otherAreaForm.parse({ ...typed, certificateNumber: ' 3301001 ', checkCode: '012345' });
    expect(certificateOf(brought)).toEqual({ number: '3301001', checkCode: '012345' });
  });

  it('takes beside its fields what the rule says of them, and nothing of the documents', () => {
    expect(isOtherAreaField('areaCode')).toBe(true);
    expect(isOtherAreaField('documentNumber')).toBe(false);
    expect(isOtherAreaField(null)).toBe(false);
  });
});
