import { bundle } from '../../build/bundle.mjs';
import { withDisplay } from '../../build/with-display.mjs';

/** Bundles the program where its sources have changed, and works with a display to show its windows on. */
export async function withProgram<Result>(work: () => Promise<Result>): Promise<Result> {
  if (await bundle()) console.error('bundled');
  return withDisplay(async (environment) => {
    const before = process.env['DISPLAY'];
    Object.assign(process.env, environment);
    try {
      return await work();
    } finally {
      if (before === undefined) delete process.env['DISPLAY'];
    }
  });
}
