import { ownFamily, rareFamily, spansOfFamilies, type FaceSpan } from './components/face-spans.ts';

/** A name is shown with what is there when its slice has not come in so long, milliseconds. */
const patience = 2_000;

/** What is drawn by which slice, in order; empty until the faces are named. */
let spans: readonly FaceSpan[] = [];
/** What is drawn without waiting: its slices are there, or there is none to be had. */
const ready = new Set<number>();

/** Reads which slices there are, once, when the styles have named them: some thousand spans, for an idle moment. */
export function readFaces(): void {
  spans = [...spansOfFamilies([ownFamily, rareFamily])].sort((one, other) => one.first - other.first);
}

/**
 * Fetches the slices of the program's faces that an answer of the backend needs and that are not there yet. A name that
 * is drawn before its slice is there is drawn twice, first with the system's faces, which are looked for and opened, some
 * of tens of megabytes, in the time of the key that shows it.
 *
 * @param answer as it came
 * @returns null where everything is there, so that the answer waits for nothing
 */
export function facesOf(answer: unknown): Promise<void> | null {
  if (spans.length === 0) return null;
  const fresh = new Set<number>();
  gather(answer, fresh);
  if (fresh.size === 0) return null;
  const slices = new Set<FontFace>();
  for (const codePoint of fresh) {
    // One that an answer before this one waits for is waited for as well.
    const missing = facesWith(codePoint).filter(
      ({ status }) => status === 'unloaded' || status === 'loading',
    );
    if (missing.length === 0) ready.add(codePoint);
    for (const face of missing) slices.add(face);
  }
  if (slices.size === 0) return null;
  // One that cannot be had is asked for again when it is drawn.
  const loaded = Promise.allSettled([...slices].map((face) => face.load()));
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  return Promise.race([loaded, late]).then(() => undefined);
}

/** Adds what may have to be waited for; slices of what is no ideograph are few, and are there from the beginning. */
function gather(part: unknown, fresh: Set<number>): void {
  if (typeof part === 'string') {
    // A scan is a string of millions of letters and no ideograph.
    if (!mayHaveIdeographs.test(part)) return;
    for (const character of part) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (codePoint >= firstIdeograph && !ready.has(codePoint)) fresh.add(codePoint);
    }
  } else if (typeof part === 'object' && part !== null) {
    for (const inner of Object.values(part)) gather(inner, fresh);
  }
}

const firstIdeograph = 0x3400;
/** Those beyond the basic plane are two units each, both of them in this range. */
const mayHaveIdeographs = /[\u3400-\uffff]/;

/** Of each weight one. */
function facesWith(codePoint: number): readonly FontFace[] {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.first ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  const faces: FontFace[] = [];
  // Spans of one weight do not overlap: what holds it begins with the last ones before it.
  for (let place = low - 1; place >= 0 && place >= low - 2; place -= 1) {
    const span = spans[place];
    if (span !== undefined && span.last >= codePoint) faces.push(span.face);
  }
  return faces;
}
