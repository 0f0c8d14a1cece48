import { describe, expect, it } from 'vitest';
import { readName } from './name-reading.ts';
import { newestRareCharacters, standardRareCharacters } from './rare-characters.ts';

describe('how a name is typed', () => {
  it.each([
    ['张伟', 'zhangwei', 'zw'],
    ['单小明', 'shanxiaoming', 'sxm'],
    ['仇英', 'qiuying', 'qy'],
    ['查文', 'zhawen', 'zw'],
    ['解红', 'xiehong', 'xh'],
    ['区佳', 'oujia', 'oj'],
    ['盖云', 'geyun', 'gy'],
    ['曾兰', 'zenglan', 'zl'],
    ['尉迟明', 'yuchiming', 'ycm'],
    ['欧阳雪', 'ouyangxue', 'oyx'],
    ['吕丽', 'lvli', 'll'],
    ['陳家豪', 'chenjiahao', 'cjh'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ["O'CONNOR, JOHN PAUL", 'oconnorjohnpaul', 'ojp'],
    ['GARCÍA LÓPEZ LUCÍA', 'garcialopezlucia', 'gll'],
    ['KARL-HEINZ MÜLLER', 'karlheinzmuller', 'khm'],
    ['王\u{2B5AF}', 'wangfu', 'wf'],
    ['李\u{36C3}', 'lijie', 'lj'],
    ['王\u{20164}文', 'wangxiwen', 'wxw'],
    ['刘\u{318CB}文', 'liuwen', 'lw'],
  ])('%s is %s, %s', (name, pinyin, pinyinInitials) => {
    expect(readName(name)).toEqual({ pinyin, pinyinInitials });
  });

  it('knows the reading of every standard rare character, and leaves the newest out', () => {
    for (const { codePoint, reading } of standardRareCharacters) {
      expect(readName(`王${String.fromCodePoint(codePoint)}`).pinyin).toBe(`wang${reading ?? ''}`);
    }
    for (const { codePoint } of newestRareCharacters) {
      expect(readName(`王${String.fromCodePoint(codePoint)}`).pinyin).toBe('wang');
    }
  });
});
