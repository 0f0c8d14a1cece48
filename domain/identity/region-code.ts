/** What the six region digits of an identity number say. */
export type RegionStanding = 'county' | 'permit' | 'withdrawn' | 'unknown' | 'refused';

/** The province codes of GB/T 2260 that stand at the head of a number; 81 and 82 belong to residence permits. */
const PROVINCES: ReadonlySet<string> = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 ' + '61 62 63 64 65 71'
  ).split(' '),
);

/** Residence permits of Hong Kong, Macau and Taiwan people (国办发〔2018〕81号): the whole region code is fixed. */
const PERMIT_REGIONS: ReadonlySet<string> = new Set(['810000', '820000', '830000']);

/** Cities without districts: their people carry the city's code itself. */
const CITIES_WITHOUT_DISTRICTS: ReadonlySet<string> = new Set([
  '441900',
  '442000',
  '460300',
  '460400',
  '620200',
]);

/**
 * County codes that GB/T 2260 no longer holds, with the year of withdrawal (yearly lists of the Ministry of Civil
 * Affairs, 1980 to 2019, and for Hangzhou the change of 2021). People born there keep their numbers for life. A
 * selection of well-known ones: what is missing here gives no warning, which does no harm.
 */
const WITHDRAWN_REGIONS: ReadonlyMap<string, number> = new Map([
  ['110103', 2010], // 崇文区, Beijing
  ['110104', 2010], // 宣武区, Beijing
  ['110228', 2015], // 密云县, Beijing
  ['110229', 2015], // 延庆县, Beijing
  ['120107', 2009], // 塘沽区, Tianjin
  ['120108', 2009], // 汉沽区, Tianjin
  ['120109', 2009], // 大港区, Tianjin
  ['310103', 2011], // 卢湾区, Shanghai
  ['310108', 2015], // 闸北区, Shanghai
  ['310119', 2009], // 南汇区, Shanghai
  ['310230', 2016], // 崇明县, Shanghai
  ['320103', 2013], // 白下区, Nanjing
  ['320107', 2013], // 下关区, Nanjing
  ['320502', 2012], // 沧浪区, Suzhou
  ['320503', 2012], // 平江区, Suzhou
  ['320504', 2012], // 金阊区, Suzhou
  ['330103', 2021], // 下城区, Hangzhou
  ['330104', 2021], // 江干区, Hangzhou
]);

/**
 * Judges the region part of an identity number.
 * @param regionCode six ASCII digits
 * @returns 'permit' for 810000, 820000, 830000; 'refused' where the province does not exist; 'withdrawn' where the
 *   county no longer does; 'unknown' where the code names no county (the whole of a province or prefecture, Taiwan
 *   province); otherwise 'county', without claim that the county's own number is in use.
 */
export function judgeRegion(regionCode: string): RegionStanding {
  if (PERMIT_REGIONS.has(regionCode)) return 'permit';
  if (!isProvince(regionCode.slice(0, 2))) return 'refused';
  if (WITHDRAWN_REGIONS.has(regionCode)) return 'withdrawn';
  if (CITIES_WITHOUT_DISTRICTS.has(regionCode)) return 'county';
  const namesNoCounty =
    regionCode.startsWith('71') || regionCode.slice(2, 4) === '00' || regionCode.slice(4, 6) === '00';
  return namesNoCounty ? 'unknown' : 'county';
}

/** Says whether two digits are the code of a province, autonomous region or municipality of GB/T 2260. */
export function isProvince(provinceCode: string): boolean {
  return PROVINCES.has(provinceCode);
}
