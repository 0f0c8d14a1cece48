import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yuanInCapitals } from './yuan-in-capitals.ts';

/** Reads capitals back, by the value of the characters alone: an oracle that shares nothing with the writer. */
function readCapitals(text: string): number {
  const figures = '零壹贰叁肆伍陆柒捌玖';
  const places = new Map([
    ['拾', 10],
    ['佰', 100],
    ['仟', 1000],
  ]);
  let total = 0; // fen
  let eights = 0; // counts 亿
  let group = 0; // below 亿
  let section = 0; // below 万
  let figure = 0;
  for (const character of text.replace(/^人民币/, '').replace(/整$/, '')) {
    const place = places.get(character);
    if (figures.includes(character)) figure = figures.indexOf(character);
    else if (place !== undefined) section += figure * place;
    else if (character === '万') group = (section + figure) * 10_000;
    else if (character === '亿') eights = group + section + figure;
    else if (character === '元') total = (eights * 100_000_000 + group + section + figure) * 100;
    else if (character === '角') total += figure * 10;
    else if (character === '分') total += figure;
    else throw new Error(`not a capital character: ${character}`);
    if (character === '万' || character === '亿') section = 0;
    if (character === '亿') group = 0;
    if (!figures.includes(character)) figure = 0;
  }
  return total;
}

describe('an amount in capitals', () => {
  // 支付结算办法 annex 1, rule 4 with its examples; where it names two forms, the first. 整 after 角 is the writer's
  // choice (rule 2), and is written, as most agencies' forms do.
  it.each([
    ['rule 4(1), a zero inside', 140_950, '人民币壹仟肆佰零玖元伍角整'],
    ['rule 4(2), zeros in a row', 600_714, '人民币陆仟零柒元壹角肆分'],
    ['rule 4(3), zero at 元, jiao following', 168_032, '人民币壹仟陆佰捌拾元零叁角贰分'],
    ['rule 4(3), zeros at 万 and 元', 10_700_053, '人民币壹拾万柒仟元零伍角叁分'],
    ['rule 4(4), no jiao but fen', 1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
    ['rule 4(4), the same', 32_504, '人民币叁佰贰拾伍元零肆分'],
  ])('%s', (_, fen, capitals) => {
    expect(yuanInCapitals(fen)).toBe(capitals);
  });

  it.each([
    ['nothing', 0, '人民币零元整'],
    ['one fen', 1, '人民币壹分'],
    ['one jiao', 10, '人民币壹角整'],
    ['jiao and fen only', 99, '人民币玖角玖分'],
    ['one yuan', 100, '人民币壹元整'],
    ['one yuan and a fen', 101, '人民币壹元零壹分'],
    ['one yuan and a jiao', 110, '人民币壹元壹角整'],
    ['ten', 1_000, '人民币壹拾元整'],
    ['ten and a jiao', 1_010, '人民币壹拾元零壹角整'],
    ['fifteen', 1_500, '人民币壹拾伍元整'],
    ['the example of the specification', 123_450, '人民币壹仟贰佰叁拾肆元伍角整'],
    ['a thousand and one', 100_100, '人民币壹仟零壹元整'],
    ['ten thousand', 1_000_000, '人民币壹万元整'],
    ['ten thousand and one', 1_000_100, '人民币壹万零壹元整'],
    ['ten thousand nine hundred', 1_090_000, '人民币壹万零玖佰元整'],
    ['a hundred thousand and five fen', 10_000_005, '人民币壹拾万元零伍分'],
    ['a million and ten', 100_001_000, '人民币壹佰万零壹拾元整'],
    ['a hundred million yuan', 10_000_000_000, '人民币壹亿元整'],
    ['1_0000_0000 fen', 100_000_000, '人民币壹佰万元整'],
    ['all of 万 missing', 10_000_500_000, '人民币壹亿零伍仟元整'],
    ['a zero before 万', 10_070_000_000, '人民币壹亿零柒拾万元整'],
    ['ten hundred million and seventy million', 107_000_000_000, '人民币壹拾亿柒仟万元整'],
    ['a million times a million', 100_000_000_000_000, '人民币壹万亿元整'],
    ['ten million times a million', 1_000_000_000_000_000, '人民币壹拾万亿元整'],
    ['zeros in two groups', 100_000_001_000_000, '人民币壹万亿零壹万元整'],
    [
      'the largest',
      9_007_199_254_740_991,
      '人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分',
    ],
  ])('%s', (_, fen, capitals) => {
    expect(yuanInCapitals(fen)).toBe(capitals);
  });

  it.each([-1, 0.5, Number.NaN, 9_007_199_254_740_992])('refuses %d fen', (fen) => {
    expect(() => yuanInCapitals(fen)).toThrow(RangeError);
  });

  it('is different for each of the first 200,000 amounts, and reads back to it', () => {
    const seen = new Set<string>();
    for (let fen = 0; fen < 200_000; fen += 1) {
      const capitals = yuanInCapitals(fen);
      seen.add(capitals);
      if (readCapitals(capitals) !== fen) expect([fen, capitals]).toBe('read back to its amount');
    }
    expect(seen.size).toBe(200_000);
  });

  const sparse = fc
    .array(fc.constantFrom('0', '0', '0', '1', '5', '9'), { minLength: 1, maxLength: 16 })
    .map((digits) => Number(digits.join('')))
    .filter(Number.isSafeInteger);
  const anyAmount = fc.oneof(sparse, fc.maxSafeNat());

  it('reads back to the amount anywhere in the range, so that no two amounts share their capitals', () => {
    fc.assert(
      fc.property(anyAmount, (fen) => {
        expect(readCapitals(yuanInCapitals(fen))).toBe(fen);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the form of the annex: one 零 at a time, 整 never after 分', () => {
    fc.assert(
      fc.property(anyAmount, (fen) => {
        const capitals = yuanInCapitals(fen);
        expect(capitals).toMatch(/^人民币[零壹贰叁肆伍陆柒捌玖]/);
        expect(capitals).not.toMatch(/零零|零[拾佰仟万亿]|万万|亿亿|分整/);
        expect(capitals).toMatch(fen % 10 > 0 ? /分$/ : /整$/);
        expect(fen === 0 || !capitals.includes('零元')).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
