import type { DayFigures } from '../../../contract/service-views.ts';
import {
  serviceFamilies,
  serviceFamily,
  type ServiceFamily,
} from '../../../domain/records/service-family.ts';

/** An ordinary day: every hour of it has its place in the picture. */
const firstHour = 8;
const lastHour = 17;

type KindCounts = DayFigures['hours'][number]['kinds'];

/** How many there are of each family. */
export function familiesOf(kinds: KindCounts): Readonly<Record<ServiceFamily, number>> {
  const families = Object.fromEntries(serviceFamilies.map((family) => [family, 0])) as Record<
    ServiceFamily,
    number
  >;
  for (const { kind, count } of kinds) families[serviceFamily(kind)] += count;
  return families;
}

/** The hours of an ordinary day, and those beyond it in which something was accepted. */
export function everyHour(used: DayFigures['hours']): readonly {
  readonly hour: number;
  readonly families: Readonly<Record<ServiceFamily, number>>;
}[] {
  const from = Math.min(firstHour, ...used.map(({ hour }) => hour));
  const to = Math.max(lastHour, ...used.map(({ hour }) => hour));
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const hour = from + index;
    return { hour, families: familiesOf(used.find((one) => one.hour === hour)?.kinds ?? []) };
  });
}
