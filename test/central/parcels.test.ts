import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentralOffice, type CentralOffice } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import { change } from '../../domain/records/change.ts';
import { clerk } from '../../domain/testing/county.ts';
import { layEmptyDatabase } from '../helpers/empty-database.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';
import { Desk, outcomes } from './desk.ts';
import { blankSerial, cardNumberOf, personId, servicePoint, smallCounty } from './small-county.ts';

const at = '2026-11-22T09:30:00.000+08:00';

/** The small county with a clerk at its service point and the days in which that hands a card out. */
const county = {
  ...smallCounty,
  batches: () => [
    ...smallCounty.batches(),
    [change('clerk', { ...clerk, id: 'C02', officeId: servicePoint, loginName: 'zhao' })],
    [
      change('poolingAreaParameter', {
        id: 'service-point-working-days@2020-01-01',
        name: 'service-point-working-days',
        value: '3',
        validFrom: '2020-01-01',
        source: 'test',
      }),
    ],
  ],
};

describe.each(databaseKinds)('a card for a service point, at the central office on %s', (kind) => {
  let databases: TestDatabases | undefined;
  let office: CentralOffice;
  let centre: Desk;
  let point: Desk;
  const folder = mkdtempSync(join(tmpdir(), 'guitai-central-'));

  beforeAll(async () => {
    databases = kind === 'postgresql' ? await startDatabases(kind) : undefined;
    if (kind === 'pglite') await layEmptyDatabase(folder);
    office = await startCentralOffice({
      dataFolder: folder,
      databaseUrl: await databases?.newAddress(),
      host: '127.0.0.1',
      port: 0,
      demonstration: county,
      journal: createJournal({ write: () => undefined }),
    });
    centre = await Desk.enrol(office.url);
    point = await Desk.enrol(office.url, servicePoint);
  });

  afterAll(async () => {
    await office.close();
    await databases?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const atPoint = (name: string, request: unknown) => {
    const { officeId, workstationId } = point.enrolled;
    const origin = { officeId, workstationId, clerkId: 'C02', today: '2026-11-22', at };
    return point.command(name, request, { origin });
  };

  /** Accepted at the point and made at the centre; answers the card. */
  async function made(number: number): Promise<{ serviceNumber: string; cardNumber: string }> {
    const { officeId, workstationId } = point.enrolled;
    const origin = { officeId, workstationId, clerkId: 'C02', today: '2026-11-22', at };
    expect(outcomes(await point.push(point.accept(number, number, { origin })))).toEqual(['applied']);
    const serviceNumber = point.service(number);
    const blank = blankSerial(1, number);
    const steps = ['chip-written', 'printed', 'verified'].map((step) =>
      centre.command('record-card-production', {
        serviceNumber,
        personId: personId(number),
        blankSerial: blank,
        step,
        note: null,
      }),
    );
    expect(outcomes(await centre.push(...steps))).toEqual(['applied', 'applied', 'applied']);
    return { serviceNumber, cardNumber: cardNumberOf(blank) };
  }

  it('comes with its parcel, the missing one is made again, and the holder of the other has it', async () => {
    const [here, lost] = [await made(11), await made(12)];
    const parcelId = centre.service(901);
    const send = centre.command('send-parcel', { parcelId, toOfficeId: servicePoint, cards: [here, lost] });
    expect(outcomes(await centre.push(send, send))).toEqual(['applied', 'applied again']);
    const receive = atPoint('receive-parcel', { parcelId, scanned: [here] });
    expect(outcomes(await point.push(receive))).toEqual(['applied']);
    const remake = centre.command('remake-missing-card', {
      ...lost,
      personId: personId(12),
      blankSerial: blankSerial(1, 12),
      reason: '遗失',
    });
    expect(outcomes(await centre.push(remake))).toEqual(['applied']);
    const step = { serviceNumber: here.serviceNumber, personId: personId(11) };
    const { cardNumber } = here;
    const answers = await point.push(
      atPoint('record-notification', { ...step, way: 'telephone' }),
      atPoint('set-card-pin', { ...step, cardNumber, sealedPin: point.seal(cardNumber, '285713') }),
      atPoint('hand-over-card', {
        ...step,
        cardNumber,
        blankSerial: blankSerial(1, 11),
        receiptSigned: true,
      }),
    );
    expect(outcomes(answers)).toEqual(['applied', 'applied', 'applied']);
    const { records } = await centre.snapshot();
    expect(records.get('parcel', parcelId)).toMatchObject({
      status: 'received',
      differences: [{ ...lost, difference: 'missing' }],
    });
    expect(records.get('card', cardNumber)).toMatchObject({ status: '1', officeId: servicePoint });
    expect(records.get('card', lost.cardNumber)).toMatchObject({ status: '9', making: '09' });
    expect(records.get('serviceRecord', lost.serviceNumber)).toMatchObject({
      stage: 'accepted',
      dueOn: '2026-11-25',
      cardNumber: null,
    });
  });

  it('that came late, after it was written down as missing, is taken in', async () => {
    const late = await made(13);
    const parcelId = centre.service(902);
    await centre.push(centre.command('send-parcel', { parcelId, toOfficeId: servicePoint, cards: [late] }));
    const received = await point.push(
      atPoint('receive-parcel', { parcelId, scanned: [] }),
      atPoint('receive-card', { ...late, personId: personId(13) }),
    );
    expect(outcomes(received)).toEqual(['applied', 'applied']);
    const { records } = await centre.snapshot();
    expect(records.get('serviceRecord', late.serviceNumber)).toMatchObject({ stage: 'arrived' });
  });

  it('is closed by receipt or recall, whichever comes first; the other is refused with the parcel as it stands', async () => {
    const [back, came] = [await made(15), await made(16)];
    const [recalled, received] = [centre.service(904), centre.service(905)];
    const send = (parcelId: string, card: typeof back) =>
      centre.command('send-parcel', { parcelId, toOfficeId: servicePoint, cards: [card] });
    const recall = (parcelId: string) => centre.command('recall-parcel', { parcelId, reason: '服务点停业' });
    await centre.push(send(recalled, back), send(received, came), recall(recalled));
    const [late, inTime] = await point.push(
      atPoint('receive-parcel', { parcelId: recalled, scanned: [back] }),
      atPoint('receive-parcel', { parcelId: received, scanned: [came] }),
    );
    expect(late).toMatchObject({ outcome: 'refused', refusals: [{ code: 'parcel-recalled' }] });
    const standing = late?.outcome === 'refused' ? late.standing : [];
    expect(standing.find(({ table }) => table === 'parcel')?.record).toMatchObject({ status: 'recalled' });
    expect(inTime).toMatchObject({ outcome: 'applied' });
    const [tooLate] = await centre.push(recall(received));
    expect(tooLate).toMatchObject({ outcome: 'refused', refusals: [{ code: 'parcel-arrived' }] });
    const collect = centre.command('collect-here', { ...back, personId: personId(15), reason: '停业' });
    expect(outcomes(await centre.push(collect))).toEqual(['applied']);
  });

  it('is refused in a parcel to the wrong office, with the records as they stand there', async () => {
    const parcelId = centre.service(903);
    const one = await made(14);
    await centre.push(centre.command('send-parcel', { parcelId, toOfficeId: servicePoint, cards: [one] }));
    const [answer] = await centre.push(centre.command('receive-parcel', { parcelId, scanned: [one] }));
    expect(answer).toMatchObject({ outcome: 'refused', refusals: [{ code: 'parcel-other-office' }] });
    const standing = answer?.outcome === 'refused' ? answer.standing : [];
    expect(standing.map(({ table, record }) => `${table} ${record.id}`).sort()).toEqual([
      `card ${one.cardNumber}`,
      `parcel ${parcelId}`,
      `serviceRecord ${one.serviceNumber}`,
    ]);
  });
});
