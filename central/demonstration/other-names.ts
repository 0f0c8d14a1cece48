/** Names that are not surname and given name in Chinese characters. Composed at random from common parts. */

/** The middle dot between the parts of a name, U+00B7 (民委发〔2016〕33号). */
export const MIDDLE_DOT = '\u00B7';

/** Uygur and Kazak names: own name, middle dot, father's name. */
export const turkicNames = {
  male: (
    '买买提 艾力 阿不都拉 图尔荪 热合曼 吐尔逊 库尔班 艾尼瓦尔 阿迪力 玉素甫 赛买提 哈力克 木合塔尔 巴合提 叶尔兰 ' +
    '努尔兰 加尔恒 达吾列提 托合提 依明 艾买提 肉孜 阿布都热西提 亚森'
  ).split(' '),
  female: (
    '阿依古丽 古丽娜尔 帕提古丽 热依汗 阿孜古丽 麦尔哈巴 祖丽皮亚 米日古丽 迪丽努尔 阿米娜 再努热 古力巴哈尔 ' +
    '阿依努尔 努尔古丽 沙合拉 吐逊古丽'
  ).split(' '),
  /** Parts of the longest names. */
  long: '阿卜杜热合曼 阿卜杜喀迪尔 图尔荪尼亚孜 穆罕默德艾力 阿不都克热木 麦麦提吐尔逊 努尔买买提江 阿布都外力江'.split(
    ' ',
  ),
} as const;

/** Tibetan names: two parts, no surname. */
export const tibetanParts = {
  male: '扎西 多吉 次仁 旺堆 平措 索朗 丹增 洛桑 尼玛 边巴 加央 晋美 罗布 贡布'.split(' '),
  female: '卓玛 央金 拉姆 白玛 格桑 德吉 曲珍 卓嘎 达瓦 仓决 梅朵 旺姆'.split(' '),
} as const;

/** Mongol names: one word, no surname. */
export const mongolNames = {
  male: '巴特尔 阿古拉 巴雅尔 那日苏 朝鲁 乌恩其 苏和巴特 布和 吉日嘎拉 额尔敦 达来 孟克巴雅尔'.split(' '),
  female: '其其格 乌云其木格 萨仁图雅 格日勒 苏布达 娜仁花 乌兰 敖登格日勒 阿拉坦花 斯日古楞'.split(' '),
} as const;

/** Yi names: clan and own name. */
export const yiParts = {
  clan: '沙马 阿尔 吉木 马海 曲比 海来 阿侯 吉郎'.split(' '),
  male: '木呷 拉且 尔古 史布 伍且 约布 日黑'.split(' '),
  female: '伍各莫 阿呷 莫洛 尔扎莫 阿果 史牛莫'.split(' '),
} as const;

export interface ForeignState {
  /** ISO 3166-1: three letters and three digits. */
  readonly alpha: string;
  readonly numeric: string;
  readonly surnames: readonly string[];
  readonly male: readonly string[];
  readonly female: readonly string[];
}

/** States whose people work here, with names as their documents print them. */
export const foreignStates: readonly ForeignState[] = [
  state(
    'USA',
    '840',
    "ANDERSON,O'CONNOR,WALKER,MARTINEZ,SMITH",
    'JOHN PAUL,MICHAEL,DAVID LEE',
    'MARIA ELENA,KAREN,EMILY ROSE',
  ),
  state(
    'GBR',
    '826',
    'TAYLOR-JONES,HUGHES,BENNETT,WRIGHT',
    'OLIVER,JAMES,GEORGE ALAN',
    'CHARLOTTE,AMELIA JANE,HELEN',
  ),
  state(
    'DEU',
    '276',
    'MÜLLER,SCHNEIDER,VON BERG,KRÜGER',
    'THOMAS,JÜRGEN,KARL-HEINZ',
    'ANNA-LENA,SABINE,KATJA',
  ),
  state(
    'FRA',
    '250',
    "LEFÈVRE,D'ARTOIS,MOREAU,GIRARD",
    'JEAN-PIERRE,ÉTIENNE,LUC',
    'ANNE-SOPHIE,HÉLÈNE,CLAIRE',
  ),
  state(
    'ESP',
    '724',
    'GARCÍA LÓPEZ,FERNÁNDEZ,NÚÑEZ',
    'JOSÉ ANTONIO,ÁLVARO,PABLO',
    'LUCÍA,MARÍA DEL CARMEN,INÉS',
  ),
  state('RUS', '643', 'IVANOV,SOKOLOV,KUZNETSOV', 'DMITRII,SERGEI,ALEKSANDR', 'ELENA,NATALIA,OLGA'),
  state(
    'IND',
    '356',
    'SHARMA,PATEL,KRISHNAMURTHY VENKATARAMAN',
    'RAHUL,ARJUN,SURESH KUMAR',
    'PRIYA,ANJALI,LAKSHMI DEVI',
  ),
  state('VNM', '704', 'NGUYEN,TRAN,PHAM', 'VAN MINH,QUOC HUNG', 'THI MAI,THI THANH HUONG'),
  state('KOR', '410', 'KIM,PARK,LEE', 'MINJUN,SEUNGHO', 'SEOYEON,JIWOO'),
  state('JPN', '392', 'SATO,SUZUKI,TANAKA', 'HIROSHI,KENJI', 'YUKO,HARUKA'),
];

function state(alpha: string, numeric: string, surnames: string, male: string, female: string): ForeignState {
  return { alpha, numeric, surnames: surnames.split(','), male: male.split(','), female: female.split(',') };
}
