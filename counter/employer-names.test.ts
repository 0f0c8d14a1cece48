import { expect, it } from 'vitest';
import { searchNames } from './employer-names.ts';

const named = (id: string, name: string) => ({ id, name, active: true });
const factory = named('91350100M000100Y43', '桐溪县第一机械厂');
const school = named('12330199MA0000015F', '示范县第一中学');
const bank = named('91310110666007217T', '重庆银行（桐溪）支行');
const foreign = named('91310115591693856A', 'ABC 食品有限公司');
const all = [factory, school, bank, foreign];

it.each([
  ['the beginning of its name', '桐溪县', ['桐溪县第一机械厂']],
  [
    'a part of its name, those that begin with it first',
    '桐溪',
    ['桐溪县第一机械厂', '重庆银行（桐溪）支行'],
  ],
  ['the beginning of its code', '9135', ['桐溪县第一机械厂']],
  ['the whole code in small letters', '12330199ma0000015f', ['示范县第一中学']],
  ['pinyin', 'shifanxian', ['示范县第一中学']],
  ['pinyin with blanks', 'shi fan', ['示范县第一中学']],
  ['initials', 'sfx', ['示范县第一中学']],
  ['initials from the middle', 'jxc', ['桐溪县第一机械厂']],
  [
    'a reading that hangs on the word: 重庆 is chong, 银行 is hang',
    'chongqingyinhang',
    ['重庆银行（桐溪）支行'],
  ],
  ['its Latin letters', 'abc', ['ABC 食品有限公司']],
  ['nothing typed', '  ', []],
  ['what nobody is called', '不存在', []],
])('an employer is found by %s', async (_what, typed, expected) => {
  expect((await searchNames(all, typed)).map(({ name }) => name)).toEqual(expected);
});
