import type { Office } from './office.ts';

/** What becomes of one round of errands to the bank and to other areas. */
export const errandFates = ['served', 'served', 'served twice', 'note lost', 'down'] as const;
export type ErrandFate = (typeof errandFates)[number];

/**
 * The central office goes to the bank and to other areas: it comes through, twice, is ended before it has noted it, or they are down.
 * @param again whether other areas are asked again that will say nothing
 */
export async function serveErrandsAs(
  office: Office,
  county: string,
  fate: ErrandFate,
  again = true,
): Promise<void> {
  office.bank.down = fate === 'down';
  const round = () => office.serveErrands(county, fate === 'note lost', again);
  // Two central offices on one database go at the same time.
  await (fate === 'served twice' ? Promise.all([round(), round()]) : round());
  office.bank.down = false;
}
