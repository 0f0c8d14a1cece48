import i18next from 'i18next';
import { ownFamily } from './components/face-spans.ts';
import { readFaces } from './faces-of-answers.ts';
import './fonts.ts';

/** The weights of the program's own face. */
const weights = [400, 600];

/**
 * Fetches the slices of the program's own face in which its Chinese words are written, names mostly too, under either
 * language. Otherwise each comes when a key first shows a character of it, and the system's face is looked for and
 * measured in its place, in the time of that key. A slice that cannot be had is asked for again when it is drawn.
 */
export async function loadFacesAhead(): Promise<void> {
  readFaces();
  const words = JSON.stringify(i18next.getResourceBundle('zh-CN', 'translation'));
  const characters = [...new Set(words)].join('');
  await Promise.allSettled(
    weights.map((weight) => document.fonts.load(`${weight} 1em "${ownFamily}"`, characters)),
  );
}
