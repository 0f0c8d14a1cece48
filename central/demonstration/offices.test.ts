import { verifySync } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { clerkRecords, demonstrationClerks, inactiveClerk, offices, workstations } from './offices.ts';

const records = clerkRecords(1);

describe('clerks of the demonstration', () => {
  it('sign in with the passwords that the login page shows', () => {
    for (const clerk of demonstrationClerks) {
      const record = records.find((one) => one.loginName === clerk.loginName);
      expect(record).toMatchObject({
        name: clerk.name,
        role: clerk.role,
        officeId: clerk.officeId,
        active: true,
      });
      expect(record?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(verifySync(record?.passwordHash ?? '', clerk.password)).toBe(true);
      expect(verifySync(record?.passwordHash ?? '', `${clerk.password}x`)).toBe(false);
    }
  });

  it('have one among them who left, and whom the login page does not offer', () => {
    expect(records.filter((record) => !record.active).map((record) => record.loginName)).toEqual([
      inactiveClerk.loginName,
    ]);
    expect(demonstrationClerks).not.toContain(inactiveClerk);
  });

  it('have a supervisor at the centre and somebody at every office', () => {
    expect(
      demonstrationClerks.filter((clerk) => clerk.role === 'supervisor').map((clerk) => clerk.officeId),
    ).toEqual(['O1']);
    expect(new Set(demonstrationClerks.map((clerk) => clerk.officeId))).toEqual(
      new Set(offices.map((office) => office.id)),
    );
  });

  it('have other hashes with another seed, and each a salt of his own', () => {
    const hashes = [...records, ...clerkRecords(2)].map((record) => record.passwordHash.split('$')[4]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('offices of the demonstration', () => {
  it('are a centre with six workstations and four service points with one each', () => {
    expect(offices.map((office) => office.kind)).toEqual([
      'county-centre',
      ...Array<string>(4).fill('service-point'),
    ]);
    const perOffice = offices.map(
      (office) => workstations.filter((one) => one.officeId === office.id).length,
    );
    expect(perOffice).toEqual([6, 1, 1, 1, 1]);
    expect(workstations.map((workstation) => workstation.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
