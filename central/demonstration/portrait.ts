import { at, Chance, hashText, mix, streams } from './chance.ts';

/** The proportions of the photo for identity documents (GA/T 1011-2012: 358 by 441 pixels). */
const WIDTH = 358;
const HEIGHT = 441;

const SKIN = ['#f3d3b7', '#eec9a9', '#e8bf9d', '#e2b591', '#f0ccb0'];
const CLOTHES = ['#2f4257', '#3b4a5a', '#4a4f63', '#5b4a4f', '#3f5a55', '#56607a', '#6b5d52', '#37475e'];
const CHILD_CLOTHES = ['#4f7aa8', '#5f9384', '#a86a62', '#7d77ad'];
const DARK_HAIR = ['#1f1c1c', '#26211f', '#2b2523'];

interface Look {
  readonly skin: string;
  readonly shade: string;
  readonly hair: string;
  readonly clothes: string;
  readonly collar: 'shirt' | 'round' | 'jacket';
  /** Half the width of the face. */
  readonly faceWidth: number;
  /** From the middle of the face down to the chin. */
  readonly chin: number;
  readonly style: number;
  readonly glasses: boolean;
  readonly age: number;
}

/**
 * A drawn portrait for the demonstration: head and shoulders on a light ground, nobody's face and no text. The same
 * person always gets the same one.
 * @param age full years
 * @returns an SVG document of 358 by 441
 */
export function portraitSvg(personId: string, sex: 'male' | 'female', age: number): string {
  const chance = new Chance(mix(hashText(personId), streams.portrait));
  const look = lookOf(chance, sex, age);
  const hair = sex === 'male' ? menHair(look) : womenHair(look);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#eef2f6"/>`,
    // The drawing's own measure, brought to the size that a document's photo wants.
    `<g transform="translate(-25 -62) scale(1.14)">`,
    hair.behind,
    body(look),
    head(look, sex),
    hair.front,
    look.glasses ? glasses(look) : '',
    '</g></svg>',
  ].join('');
}

function lookOf(chance: Chance, sex: 'male' | 'female', age: number): Look {
  const skin = chance.below(SKIN.length);
  const dark = chance.pick(DARK_HAIR);
  const child = age < 14;
  const clothes = chance.pick(child ? CHILD_CLOTHES : CLOTHES);
  const faceWidth = (sex === 'male' ? 74 : 70) + chance.between(-3, 4);
  const chin = (child ? 84 : sex === 'male' ? 100 : 96) + chance.between(-4, 4);
  const collar = child ? 'round' : chance.pick(['shirt', 'jacket', 'round'] as const);
  return {
    skin: at(SKIN, skin),
    shade: at(['#e0b897', '#dbae8b', '#d3a47f', '#cb9a74', '#dcb192'], skin),
    hair: hairColour(dark, age, chance.next()),
    clothes,
    collar,
    faceWidth,
    chin,
    style: chance.below(3),
    glasses: age >= 10 && chance.odds(age >= 45 ? 0.35 : 0.25),
    age,
  };
}

function hairColour(dark: string, age: number, drawn: number): string {
  const grey = age + drawn * 14;
  if (grey < 58) return dark;
  if (grey < 68) return '#54504e';
  return grey < 78 ? '#85817e' : '#b3afac';
}

/** The middle of the face. */
const X = WIDTH / 2;
const Y = 196;

function body(look: Look): string {
  const { skin, shade, clothes } = look;
  const shoulders = look.age < 14 ? 108 : 138;
  const left = X - shoulders;
  const right = X + shoulders;
  return [
    // Neck, with the shadow that the chin throws on it.
    `<path d="M${X - 34} 258 V338 Q${X} 372 ${X + 34} 338 V258 Z" fill="${skin}"/>`,
    `<path d="M${X - 34} 270 Q${X} 330 ${X + 34} 270 V296 Q${X} 340 ${X - 34} 296 Z" fill="${shade}" opacity="0.7"/>`,
    `<path d="M${left} ${HEIGHT} C${left} 372 ${left + 34} 356 ${X - 62} 344 Q${X - 40} 338 ${X - 36} 326 ` +
      `Q${X} 372 ${X + 36} 326 Q${X + 40} 338 ${X + 62} 344 C${right - 34} 356 ${right} 372 ${right} ${HEIGHT} Z" ` +
      `fill="${clothes}"/>`,
    collar(look),
  ].join('');
}

function collar({ collar: kind, clothes }: Look): string {
  switch (kind) {
    case 'shirt':
      return (
        `<path d="M${X - 38} 324 L${X} 372 L${X - 28} 392 L${X - 58} 342 Z" fill="#f7f8fa" stroke="#d6dbe1"/>` +
        `<path d="M${X + 38} 324 L${X} 372 L${X + 28} 392 L${X + 58} 342 Z" fill="#f7f8fa" stroke="#d6dbe1"/>`
      );
    case 'jacket':
      return (
        `<path d="M${X - 36} 326 Q${X} 372 ${X + 36} 326 L${X} ${HEIGHT} Z" fill="#f2f4f6"/>` +
        `<path d="M${X - 38} 325 L${X - 66} 348 L${X - 6} ${HEIGHT} H${X} Z" fill="${clothes}" stroke="#00000033"/>` +
        `<path d="M${X + 38} 325 L${X + 66} 348 L${X + 6} ${HEIGHT} H${X} Z" fill="${clothes}" stroke="#00000033"/>`
      );
    case 'round':
      return `<path d="M${X - 39} 329 Q${X} 382 ${X + 39} 329" fill="none" stroke="#00000030" stroke-width="7"/>`;
    default:
      return kind satisfies never;
  }
}

function head(look: Look, sex: 'male' | 'female'): string {
  const { skin, shade, faceWidth: w, chin } = look;
  const jaw = sex === 'male' ? 0.74 : 0.62;
  const brow = sex === 'male' ? 5 : 3.4;
  const browColour = look.age >= 62 ? '#77726f' : '#2f2a28';
  return [
    ...[-1, 1].map((side) => ear(X + side * (w + 2), skin, shade)),
    `<path d="M${X - w} ${Y - 22} C${X - w} ${Y - 128} ${X + w} ${Y - 128} ${X + w} ${Y - 22} ` +
      `C${X + w} ${Y + 40} ${X + w * jaw} ${Y + chin} ${X} ${Y + chin} ` +
      `C${X - w * jaw} ${Y + chin} ${X - w} ${Y + 40} ${X - w} ${Y - 22} Z" fill="${skin}"/>`,
    ...[-1, 1].map((side) => eye(X + side * w * 0.43, sex)),
    ...[-1, 1].map((side) => {
      const [inner, outer] = [X + side * w * 0.2, X + side * w * 0.68];
      return `<path d="M${inner} ${Y - 26} Q${(inner + outer) / 2} ${Y - 36} ${outer} ${Y - 24}" fill="none" stroke="${browColour}" stroke-width="${brow}" stroke-linecap="round"/>`;
    }),
    `<path d="M${X - 3} ${Y + 4} Q${X - 11} ${Y + 32} ${X - 10} ${Y + 35} Q${X} ${Y + 42} ${X + 10} ${Y + 35}" fill="none" stroke="${shade}" stroke-width="3" stroke-linecap="round"/>`,
    mouth(look, sex),
    look.age >= 50 ? lines(look) : '',
  ].join('');
}

function ear(x: number, skin: string, shade: string): string {
  return `<ellipse cx="${x}" cy="${Y + 6}" rx="11" ry="21" fill="${skin}" stroke="${shade}" stroke-width="2"/>`;
}

function eye(x: number, sex: 'male' | 'female'): string {
  const lid = sex === 'male' ? 2.6 : 3.6;
  return (
    `<path d="M${x - 15} ${Y} Q${x} ${Y - 11} ${x + 15} ${Y} Q${x} ${Y + 8} ${x - 15} ${Y} Z" fill="#fbfbfa"/>` +
    `<circle cx="${x}" cy="${Y - 1}" r="6.3" fill="#2c211c"/><circle cx="${x + 2}" cy="${Y - 3}" r="1.6" fill="#fff"/>` +
    `<path d="M${x - 16} ${Y} Q${x} ${Y - 12} ${x + 16} ${Y}" fill="none" stroke="#2a2220" stroke-width="${lid}" stroke-linecap="round"/>`
  );
}

function mouth({ shade }: Look, sex: 'male' | 'female'): string {
  const colour = sex === 'male' ? '#b9796b' : '#c06a66';
  const y = Y + 62;
  return (
    `<path d="M${X - 23} ${y} Q${X - 8} ${y - 5} ${X} ${y - 2} Q${X + 8} ${y - 5} ${X + 23} ${y} Q${X} ${y + 14} ${X - 23} ${y} Z" fill="${colour}"/>` +
    `<path d="M${X - 23} ${y} Q${X} ${y + 5} ${X + 23} ${y}" fill="none" stroke="#8d5048" stroke-width="1.6"/>` +
    `<path d="M${X - 10} ${y + 20} Q${X} ${y + 24} ${X + 10} ${y + 20}" fill="none" stroke="${shade}" stroke-width="2"/>`
  );
}

/** What the years leave beside the mouth and, later, below the eyes. */
function lines({ shade, age, faceWidth: w }: Look): string {
  const folds = [-1, 1].map(
    (side) =>
      `<path d="M${X + side * 20} ${Y + 38} Q${X + side * 32} ${Y + 50} ${X + side * 33} ${Y + 66}" fill="none" stroke="${shade}" stroke-width="2.4" stroke-linecap="round"/>`,
  );
  if (age < 64) return folds.join('');
  const bags = [-1, 1].map((side) => {
    const x = X + side * w * 0.43;
    return `<path d="M${x - 12} ${Y + 13} Q${x} ${Y + 19} ${x + 12} ${Y + 13}" fill="none" stroke="${shade}" stroke-width="2.2" stroke-linecap="round"/>`;
  });
  const forehead = `<path d="M${X - 30} ${Y - 56} Q${X} ${Y - 61} ${X + 30} ${Y - 56}" fill="none" stroke="${shade}" stroke-width="2" stroke-linecap="round"/>`;
  return [...folds, ...bags, forehead].join('');
}

function glasses({ faceWidth: w }: Look): string {
  const frames = [-1, 1].map(
    (side) =>
      `<rect x="${X + side * w * 0.43 - 25}" y="${Y - 19}" width="50" height="38" rx="13" fill="#ffffff22" stroke="#3a3f47" stroke-width="3"/>`,
  );
  const bridge = `<path d="M${X - w * 0.43 + 25} ${Y - 4} Q${X} ${Y - 11} ${X + w * 0.43 - 25} ${Y - 4}" fill="none" stroke="#3a3f47" stroke-width="3"/>`;
  const arms = [-1, 1].map(
    (side) =>
      `<path d="M${X + side * (w * 0.43 + 25)} ${Y - 6} L${X + side * (w + 2)} ${Y - 9}" stroke="#3a3f47" stroke-width="3"/>`,
  );
  return [...frames, bridge, ...arms].join('');
}

interface Hair {
  readonly behind: string;
  readonly front: string;
}

function menHair({ hair, faceWidth: w, style, age }: Look): Hair {
  const top = Y - 148;
  const receding = age >= 55 && style === 2;
  if (receding) {
    const sides = [-1, 1].map((side) => {
      const x = X + side * w;
      return `<path d="M${x - side * 2} ${Y - 6} C${x + side * 9} ${Y - 60} ${x - side * 4} ${Y - 92} ${x - side * 34} ${Y - 102} C${x - side * 18} ${Y - 78} ${x - side * 12} ${Y - 50} ${x - side * 2} ${Y - 6} Z" fill="${hair}"/>`;
    });
    return { behind: '', front: sides.join('') };
  }
  const cap = `M${X - w - 3} ${Y - 8} C${X - w - 18} ${top} ${X + w + 18} ${top} ${X + w + 3} ${Y - 8}`;
  const fringes = [
    // Combed to one side, brushed up, cut straight.
    `C${X + w - 6} ${Y - 50} ${X + w - 16} ${Y - 62} ${X + 34} ${Y - 74} C${X - 6} ${Y - 62} ${X - 42} ${Y - 62} ${X - w + 8} ${Y - 48} C${X - w + 2} ${Y - 38} ${X - w} ${Y - 24} ${X - w - 3} ${Y - 8} Z`,
    `C${X + w - 6} ${Y - 40} ${X + w - 10} ${Y - 62} ${X + 34} ${Y - 66} Q${X} ${Y - 82} ${X - 34} ${Y - 66} C${X - w + 10} ${Y - 62} ${X - w + 6} ${Y - 40} ${X - w - 3} ${Y - 8} Z`,
    `C${X + w - 4} ${Y - 40} ${X + w - 8} ${Y - 56} ${X + w - 16} ${Y - 60} Q${X} ${Y - 70} ${X - w + 16} ${Y - 60} C${X - w + 8} ${Y - 56} ${X - w + 4} ${Y - 40} ${X - w - 3} ${Y - 8} Z`,
  ];
  return { behind: '', front: `<path d="${cap} ${at(fringes, style)}" fill="${hair}"/>` };
}

function womenHair({ hair, faceWidth: w, style, age }: Look): Hair {
  const top = Y - 150;
  // Older women wear it short, the others long, to the chin, or tied at the back.
  const length = age >= 58 ? Y + 36 : style === 0 ? 352 : style === 1 ? Y + 78 : Y + 8;
  const out = style === 2 && age < 58 ? 6 : 24;
  const crown = Y - 114;
  const behind =
    `<path d="M${X - w - out} ${length} C${X - w - out - 10} ${Y - 20} ${X - w - 22} ${crown} ${X} ${crown} ` +
    `C${X + w + 22} ${crown} ${X + w + out + 10} ${Y - 20} ${X + w + out} ${length} ` +
    `Q${X} ${length + 14} ${X - w - out} ${length} Z" fill="${hair}"/>`;
  const cap = `M${X - w - 4} ${Y + 2} C${X - w - 20} ${top} ${X + w + 20} ${top} ${X + w + 4} ${Y + 2}`;
  const fringes = [
    // Parted in the middle, parted at the side, a full fringe.
    `C${X + w - 4} ${Y - 40} ${X + 40} ${Y - 66} ${X} ${Y - 92} C${X - 40} ${Y - 66} ${X - w + 4} ${Y - 40} ${X - w - 4} ${Y + 2} Z`,
    `C${X + w - 2} ${Y - 44} ${X + w - 14} ${Y - 70} ${X + 34} ${Y - 88} C${X} ${Y - 56} ${X - 44} ${Y - 48} ${X - w + 4} ${Y - 36} C${X - w} ${Y - 24} ${X - w - 2} ${Y - 12} ${X - w - 4} ${Y + 2} Z`,
    `C${X + w - 2} ${Y - 30} ${X + w - 8} ${Y - 44} ${X + w - 14} ${Y - 46} Q${X} ${Y - 56} ${X - w + 14} ${Y - 46} C${X - w + 8} ${Y - 44} ${X - w + 2} ${Y - 30} ${X - w - 4} ${Y + 2} Z`,
  ];
  return { behind, front: `<path d="${cap} ${at(fringes, (style + 1) % 3)}" fill="${hair}"/>` };
}
