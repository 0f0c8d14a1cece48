/** A call outside that takes longer is given up, milliseconds: it is made again later, and what it is about is known by its id. */
const longestCall = 20_000;

/** Nobody was reached, or not in time. */
export const notReached = Symbol('nobody was reached');

/** Calls somebody outside, outside of any transaction; what kept the call from coming through is told and is no error here. */
export async function reach<T>(
  call: () => Promise<T>,
  onFailure: (error: unknown) => void,
): Promise<T | typeof notReached> {
  let timer: NodeJS.Timeout | undefined;
  const hungUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), longestCall);
  });
  try {
    return await Promise.race([call(), hungUp]);
  } catch (error) {
    onFailure(error);
    return notReached;
  } finally {
    clearTimeout(timer);
  }
}
