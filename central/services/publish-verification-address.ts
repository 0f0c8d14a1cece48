import { change } from '../../domain/records/change.ts';
import { holdingOn, type ParameterName } from '../../domain/parameters/pooling-area-parameter.ts';
import type { Journal } from '../journal.ts';
import type { CentralStorage, CountyWriter } from '../storage/central-storage.ts';
import type { CentralClock } from './central-clock.ts';
import { writeOwnChanges } from './own-changes.ts';

const name: ParameterName = 'verification-address';

/**
 * 核验网址: publishes to every county where papers are checked, from today on, so that every counter prints it, with or without
 * a line. One public page answers for all counties: the number on a paper begins with its county. What holds already is not
 * published again, and what was printed before keeps its address.
 * @param address as `readVerificationAddress` has it
 */
export async function publishVerificationAddress(
  {
    storage,
    clock,
    journal,
  }: { readonly storage: CentralStorage; readonly clock: CentralClock; readonly journal: Journal },
  address: string,
): Promise<void> {
  const today = clock.today();
  for (const { county } of await storage.counties()) {
    const isNew = await storage.change(county, (writer) => publish(writer, address, today));
    if (isNew) journal.record('verification address published', { county });
  }
}

async function publish(writer: CountyWriter, value: string, today: string): Promise<boolean> {
  const published = (await writer.all('poolingAreaParameter')).filter((one) => one.name === name);
  if (holdingOn(published, today)?.value === value) return false;
  const id = `${name}@${today}`;
  await writeOwnChanges(writer, [
    {
      commandId: id,
      changes: [
        change('poolingAreaParameter', { id, name, value, validFrom: today, source: '中心系统设置' }),
      ],
    },
  ]);
  return true;
}
