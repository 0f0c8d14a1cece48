/** Where the demonstration county is, and what is in it: everything here is made up but the region codes of birth. */

/**
 * 示范县 and its code, which no edition of GB/T 2260 nor any yearly list of the Ministry of Civil Affairs (1980 to 2016)
 * has ever given to a real county.
 */
export const countyCode = '330199';
export const countyName = '示范县';

/** The region code that most numbers begin with: one that no real person's number has. */
export const commonRegion = '330199';

/** Where the others were born: real codes of GB/T 2260, one from every province, some withdrawn since. */
export const otherRegions: readonly string[] = (
  '330102 330106 330109 330127 330182 330203 330281 330483 330522 330683 330726 330824 330922 ' +
  '330103 330104 310108 320107 110103 ' +
  '110105 120101 130102 140105 150102 210102 220102 230102 310104 310115 320102 340103 340121 350102 360121 370102 ' +
  '410122 420111 430121 440103 440305 450102 460105 500103 510104 513425 520102 530102 532301 540102 610113 620102 ' +
  '630102 640104 650102 654021'
).split(' ');

/** Where months were paid that count here after a move: real pooling areas. */
export const otherPoolingAreas: readonly string[] = [
  '330106',
  '330203',
  '310115',
  '320102',
  '340103',
  '440305',
  '420111',
];

export const streetsAndTowns: readonly string[] = [
  '城东街道',
  '城西街道',
  '南门街道',
  '北山镇',
  '青溪镇',
  '石桥镇',
];

export const roads: readonly string[] = (
  '示范路 青禾路 云岭路 柳岸街 桂香巷 文苑路 学林街 清泉路 长堤路 月湖路 松涛路 望山路 梧桐街 竹溪巷 春晓路 新桥路 ' +
  '老井弄 双塔路 稻香路 茶山路'
).split(' ');

/** Designated hospitals and pharmacies 定点医药机构; the first ones are visited most. */
export const designatedInstitutions: readonly string[] = (
  '示范县人民医院 示范县中医院 示范县示范大药房城东店 城东街道社区卫生服务中心 示范县示范大药房南门店 示范县妇幼保健院 ' +
  '城西街道社区卫生服务中心 北山镇卫生院 示范县青禾药店 南门街道社区卫生服务中心 示范县云岭药房北山店 青溪镇卫生院 ' +
  '石桥镇卫生院 示范县康复医院 示范县柳岸口腔门诊部 示范县第二人民医院'
).split(' ');

/** The bank that works with the county. */
export const bankName = '示范县演示银行';

/**
 * The first six digits of every bank card here. In ISO/IEC 7812-1 a number that begins with 9 is left to national
 * bodies, and cards of Chinese banks begin with 62: no bank has these.
 */
export const bankCardPrefix = '999999';

/** A telephone number of the county. There is no area code that begins with 01 but 010: it rings nowhere. */
export function landline(number: number): string {
  return `0199-8${String(number % 1_000_000).padStart(6, '0')}`;
}

/** A mobile number. None that begins with 10 was ever given out: it rings nowhere. */
export function mobile(number: number): string {
  return `100${String(number % 100_000_000).padStart(8, '0')}`;
}
