/**
 * The longest stretch that this thread works without letting another call in, in milliseconds of the processor: what
 * else the machine does meanwhile is not the program's.
 */
export function watchTurns(): { readonly stop: () => number } {
  let longest = 0;
  let last = threadMilliseconds();
  const look = () => {
    const now = threadMilliseconds();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}

/** Milliseconds of the processor that this thread has used. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
