/** A rate is so many millionths: whole numbers, so that nothing is rounded before the end. */
export const million = 1_000_000n;

/** A published rate, '0.08', in millionths; undefined for anything else than a decimal below one with six places at most. */
export function millionthsOf(published: string): bigint | undefined {
  return /^0\.\d{1,6}$/.test(published) ? BigInt(published.slice(2).padEnd(6, '0')) : undefined;
}
