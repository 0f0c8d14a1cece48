/**
 * Looks again and again until something is there, instead of sleeping and hoping. How long it may take says nothing of the
 * program: a slow machine is no failure, what never comes is one.
 *
 * @param what said in the error when it never comes
 * @param look gives what is waited for; undefined, null and false mean "not yet"
 */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | null | false> | Value | undefined | null | false,
  seconds = 60,
): Promise<Value> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > end) throw new Error(`In ${seconds} s it did not come to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
