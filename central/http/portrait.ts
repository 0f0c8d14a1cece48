import { createHash } from 'node:crypto';

const backgrounds = ['#dfe7ec', '#e3e8e0', '#e9e4dc', '#e4e2ea'] as const;
const skins = ['#f1d3b8', '#e8c3a2', '#dcb18c', '#f4dcc6'] as const;
const hairs = ['#2b2523', '#3a302c', '#1f1d1e', '#6d6763'] as const;
const clothes = ['#4a6076', '#5f6b61', '#6d5b5b', '#51566b', '#7a7466'] as const;

/**
 * A calm portrait for a person of the demonstration, as SVG of 240 by 320: the same id gives the same picture, and
 * nothing of the person can be read from it.
 */
export function drawPortrait(personId: string): string {
  const chance = createHash('sha256').update(`portrait:${personId}`).digest();
  const pick = (index: number, choices: readonly string[]) =>
    choices[(chance[index] ?? 0) % choices.length] ?? '#888888';
  const between = (index: number, low: number, high: number) =>
    Math.round((low + ((high - low) * (chance[index] ?? 0)) / 255) * 10) / 10;
  const skin = pick(1, skins);
  const hair = pick(2, hairs);
  const width = between(4, 48, 56);
  const height = between(5, 62, 70);
  const eye = between(6, 19, 23);
  const fringe = between(7, 84, 98);
  const mouth = between(8, 8, 13);
  const longHair = (chance[9] ?? 0) % 2 === 0;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 320" width="240" height="320" role="img">',
    `<rect width="240" height="320" fill="${pick(0, backgrounds)}"/>`,
    longHair ? `<ellipse cx="120" cy="150" rx="${width + 14}" ry="${height + 26}" fill="${hair}"/>` : '',
    `<path d="M28 320c4-62 40-84 92-84s88 22 92 84z" fill="${pick(3, clothes)}"/>`,
    `<rect x="100" y="186" width="40" height="62" rx="18" fill="${skin}"/>`,
    '<path d="M100 214c10 14 30 14 40 0v10c-10 12-30 12-40 0z" fill="#000" opacity=".08"/>',
    `<ellipse cx="120" cy="144" rx="${width}" ry="${height}" fill="${skin}"/>`,
    `<path d="M${120 - width - 4} 148c-8-${fringe - 30} ${width - 14}-${fringe - 12} ${width + 4}-${fringe - 12}`,
    `s${width + 12} ${fringe - 44 - 30 + 30} ${width + 4} ${fringe - 12}`,
    `c-8-22-22-40-${width + 4}-40s-${width - 6} 18-${width + 4} 40z" fill="${hair}"/>`,
    `<circle cx="${120 - eye}" cy="148" r="4.2" fill="#2b2523"/><circle cx="${120 + eye}" cy="148" r="4.2" fill="#2b2523"/>`,
    `<path d="M${120 - eye - 9} 136q9-5 18 0M${120 + eye - 9} 136q9-5 18 0" stroke="${hair}" stroke-width="3" fill="none" stroke-linecap="round"/>`,
    '<path d="M120 152v16q0 4-5 5" stroke="#000" stroke-opacity=".22" stroke-width="2.4" fill="none" stroke-linecap="round"/>',
    `<path d="M${120 - mouth} 187q${mouth} 5 ${mouth * 2} 0" stroke="#9c5b4e" stroke-width="3" fill="none" stroke-linecap="round"/>`,
    '</svg>',
  ].join('');
}
