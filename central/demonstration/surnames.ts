/**
 * Surnames with the number of their bearers among 10,000, by the statistics of the National Citizen Identity
 * Information Center over 1.2 billion people born 1930 to 2008 (published in H.-W.-S. Bao, "ChineseNames", 2021),
 * rounded. The 100 most frequent hold 85 per cent, as in the yearly name reports of the Ministry of Public Security.
 */
const SHARES =
  '王749 李737 张703 刘531 陈455 杨337 黄235 赵211 吴200 周196 徐150 孙146 朱132 马131 胡120 郭115 何107 高104 罗99 ' +
  '林98 郑91 梁84 谢75 宋73 唐71 韩64 许64 冯63 邓62 曹62 彭59 曾57 肖55 田54 董53 袁52 于51 潘51 蒋49 杜49 蔡49 ' +
  '余48 程47 魏46 叶46 吕45 丁45 苏45 任43 沈42 姚42 姜41 卢41 崔40 钟39 谭38 汪38 范38 陆37 金37 石35 廖35 贾35 ' +
  '夏33 付33 方32 韦31 邹31 白30 熊30 孟30 秦30 邱28 尹27 江27 薛27 闫26 侯26 段25 雷25 史22 龙22 陶22 顾22 贺21 ' +
  '黎21 郝21 毛21 邵21 龚21 万20 钱19 武19 严19 戴19 孔18 向18 覃18 常17 汤17 莫17 康16 文16 温16 牛16 代16 赖16 ' +
  '洪15 葛15 施15 邢15 安15 樊14 齐14 乔14 易14 庞13 倪13 伍13 鲁13 聂12 章12 岳12 颜12 殷12 翟12 申11 耿11 欧11 ' +
  '庄11 左10 焦10 兰10 关10 俞10 柳10 甘10 祝9 傅9 包9 尚9 毕9 舒8 宁8 曲8 梅8 童8 阮8 纪8 季8 苗8 单8 裴8 符8 ' +
  '谷8 凌8 成8 霍8 盛8 詹8 冉8 骆7 辛7 靳7 柯7 涂7 蓝7 管7 翁7 祁6 鲍6 喻6 游6 蒙6 华6 解6 仇3 查3 区1 盖1';

export const surnames: readonly (readonly [surname: string, share: number])[] = SHARES.split(' ').map(
  (entry) => [entry.slice(0, 1), Number(entry.slice(1))] as const,
);

/** Compound surnames 复姓 with weights after the 2020 name report, in which 欧阳 is by far the most frequent. */
export const compoundSurnames: readonly (readonly [surname: string, share: number])[] = [
  ['欧阳', 30],
  ['上官', 6],
  ['皇甫', 5],
  ['令狐', 4],
  ['诸葛', 4],
  ['司徒', 4],
  ['司马', 3],
  ['申屠', 2],
  ['夏侯', 2],
  ['慕容', 1],
  ['尉迟', 1],
  ['长孙', 1],
  ['宇文', 1],
  ['公孙', 1],
  ['东方', 1],
  ['端木', 1],
];

/** Of Hong Kong, Macau and Taiwan, in the characters of their documents. */
export const traditionalSurnames: readonly string[] = Array.from(
  '陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐何梁馮鄧葉蘇鍾羅',
);
