// One file to load lazily: the shapes of what pages ask, which carry zod.
export { problemsOf } from '../../contract/envelope.ts';
export { windowCalls } from '../../contract/window-bridge.ts';
