/**
 * The fifty characters most used in given names, the most frequent first, for women and men born in the years from
 * 1930, 1960, 1970, 1980, 1990 and 2000 on; order by the statistics of the National Citizen Identity Information
 * Center (published in H.-W.-S. Bao, "ChineseNames", 2021).
 */
const CHARACTERS = {
  male: [
    '明文国德华生林金成玉志荣永福祥兴忠海建学光春清元贵平新云庆良全友才长昌义发正振洪安富山宝民世龙仁根树',
    '明国华文建军平林志永德海生金忠成玉新春荣祥学福伟强兴东光良云洪庆清民龙全贵红友辉小立长胜宝元正安勇俊',
    '军国建华明文海志平伟永强林勇红春东辉小成峰金新刚德忠玉生洪兵波龙光荣学云立祥庆兴涛俊福杰良斌胜利全江',
    '伟明军海文龙建志华强国林永小辉平涛飞杰勇波东超亮鹏峰金晓成春刚俊磊红斌玉光洪新德云兵庆立锋兴江振祥荣',
    '文伟志杰明鹏龙强宇超海林飞东涛建辉俊浩华成国军鑫晓永小金凯勇阳佳磊亮峰波斌泽豪平旭帅祥健洋玉云振亚家',
    '宇文杰浩豪龙俊志子鑫佳伟鹏明博涛泽嘉家阳林天海辉成凯昊超旭强洋东轩国金飞雨航永乐康华晨瑞建智翔祥一健',
  ],
  female: [
    '英秀兰玉珍桂凤淑芳华香荣梅云花美金芬素芝春莲爱琴连翠菊文清芹娥玲月明妹小丽平霞德彩仙国琼永瑞娣秋惠风',
    '英秀玉兰华梅凤珍芳桂红香玲丽春云花美霞小淑荣金爱平芬艳琴菊萍翠素莲文娟连芝琼芹娥明清秋月彩敏建晓会雪',
    '英红梅丽秀华霞艳玉小芳春兰玲凤云珍花燕美平娟香琴萍桂晓金海爱荣芬菊敏淑琼文雪翠莲利建素明彩秋永会群连',
    '丽艳红小燕梅娟霞晓玲芳英华春玉秀凤兰敏娜海静美雪萍花云琴文平金丹慧婷珍利莉亚香芬秋翠明荣琼彩菊桂青爱',
    '丽晓婷艳小玲雪燕梅玉敏红娟霞文慧芳静丹佳梦亚春娜萍美华倩云英凤秀兰琴海雨金莹月洁欣思雅秋莉明颖珍琳平',
    '佳雨欣婷怡梦慧晓文丽思雪静玉宇琪雅嘉涵雯艳子玲敏颖莹燕琳小洁鑫悦美彤瑶倩丹诗月梅馨萍娜心晴茹妍紫钰芳',
  ],
} as const;

/** Rarer characters, that every class of school knows one of. */
const RARER = {
  male: '睿瀚霖琦炜煜晟皓烨铭骏逸辰翰昱栋彬衡钧钊霆奕哲楠权川岳峻岩恒毅晖煌胤璟琛旻喆',
  female: '瑾萱妤蔓薇媛婉岚蕾菲璐露芷若茜筠曦沁蓉琬珊妮韵竹芮依蝶溪瑜黛苒昕玥婕璇',
} as const;

/** How many of a hundred names have one character only, by the same years: the fashion of the eighties passed. */
const ONE_CHARACTER_PER_HUNDRED = [7, 11, 18, 29, 24, 12] as const;

export type Cohort = 0 | 1 | 2 | 3 | 4 | 5;

/** The years of birth that share a fashion: 0 before 1960, 5 from 2000 on. */
export function cohortOf(birthDate: string): Cohort {
  const decade = Math.floor((Number(birthDate.slice(0, 4)) - 1950) / 10);
  return decade <= 0 ? 0 : decade === 1 ? 1 : decade === 2 ? 2 : decade === 3 ? 3 : decade === 4 ? 4 : 5;
}

/** Frequency falls about as 1 / (rank + 12) among the fifty, as counted; the rarer ones follow at the end's weight. */
function weightedCharacters(frequent: string, rarer: string): readonly string[] {
  const characters = Array.from(frequent).map(
    (character, rank) => [character, Math.round(2400 / (rank + 12))] as const,
  );
  const end = Array.from(rarer).map((character) => [character, 14] as const);
  return [...characters, ...end].flatMap(([character, weight]) => Array<string>(weight).fill(character));
}

const weighted = {
  male: CHARACTERS.male.map((frequent) => weightedCharacters(frequent, RARER.male)),
  female: CHARACTERS.female.map((frequent) => weightedCharacters(frequent, RARER.female)),
};

/** The characters of a cohort, each standing as often as it is used: to be picked from. */
export function givenNameCharacters(sex: 'male' | 'female', cohort: Cohort): readonly string[] {
  return weighted[sex][cohort] ?? [];
}

/** The share of one-character given names in a cohort, 0 to 1. */
export function oneCharacterShare(cohort: Cohort): number {
  return ONE_CHARACTER_PER_HUNDRED[cohort] / 100;
}

/** Given names on documents of Hong Kong, Macau and Taiwan. */
export const traditionalGivenNames = {
  male: '家豪 志明 俊傑 建宏 文偉 浩然 宗翰 冠宇 子軒 承恩 柏翰 偉倫 嘉輝 國強 志偉 永康 啟賢 樂軒 彥廷 哲瑋'.split(
    ' ',
  ),
  female:
    '淑芬 怡君 雅婷 美玲 嘉欣 詠詩 慧儀 佩珊 思穎 筱涵 宜庭 麗華 秀珍 曉彤 心怡 靜雯 佳蓉 芷晴 婉婷 鳳儀'.split(
      ' ',
    ),
} as const;
