import { describe, expect, it, onTestFinished } from 'vitest';
import { change } from '../domain/records/change.ts';
import type { Office } from '../domain/records/records.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshStorage } = freshFiles(onTestFinished);

const office: Office = { id: 'O1', kind: 'county-centre', name: '县医保中心', address: '', phone: '' };
const renamed = { ...office, name: '县社保中心' };

describe('a record that is held in memory', () => {
  it('is the new one as soon as it was written, by every way of writing', () => {
    const { records, unitOfWork } = freshStorage();
    const names = () => [
      records.get('office', 'O1')?.record.name,
      ...records.find('office', 'id', 'O1').map(({ name }) => name),
    ];
    expect(names()).toEqual([undefined]);
    unitOfWork.write(() => records.putRows('office', [Object.values(office)], 0));
    expect(names()).toEqual([office.name, office.name]);
    unitOfWork.write(() => records.putConfirmed(change('office', renamed), 1));
    expect(names()).toEqual([renamed.name, renamed.name]);
    unitOfWork.write(() => records.putLocal(change('office', office)));
    expect(names()).toEqual([office.name, office.name]);
    unitOfWork.write(() => records.remove('office', 'O1'));
    expect(names()).toEqual([undefined]);
  });

  it('is not what a transaction read that was taken back', () => {
    const { records, unitOfWork } = freshStorage();
    unitOfWork.write(() => records.putConfirmed(change('office', office), 1));
    const broken = () =>
      unitOfWork.write(() => {
        records.putConfirmed(change('office', renamed), 2);
        expect(records.get('office', 'O1')?.record).toEqual(renamed);
        throw new Error('the disk fell out');
      });
    expect(broken).toThrow('the disk fell out');
    expect(records.get('office', 'O1')).toEqual({ record: office, version: 1 });
  });

  it('is forgotten with everything that was confirmed', () => {
    const storage = freshStorage();
    const { records, unitOfWork } = storage;
    unitOfWork.write(() => records.putConfirmed(change('office', office), 1));
    expect(records.get('office', 'O1')?.record).toEqual(office);
    unitOfWork.write(() => storage.forgetConfirmed());
    expect(records.get('office', 'O1')).toBeUndefined();
  });

  it('is not taken for the answer to another question', () => {
    const { records, unitOfWork } = freshStorage();
    unitOfWork.write(() => records.putConfirmed(change('office', { ...office, id: 'id=O1' }), 1));
    expect(records.get('office', 'id=O1')?.version).toBe(1);
    expect(records.find('office', 'id', 'O1')).toEqual([]);
  });
});
