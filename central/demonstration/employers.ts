import { employerCodeCheckCharacter } from '../../domain/identity/employer-code.ts';
import type { Employer } from '../../domain/records/records.ts';
import { at, type Chance } from './chance.ts';
import { countyCode, countyName, landline } from './places.ts';
import type { PersonPlan } from './plan.ts';

const BRANDS = (
  '青禾 云岭 柳岸 桂香 清泉 长堤 月湖 松涛 望山 梧桐 竹溪 春晓 双塔 稻香 茶山 石桥 溪口 白鹭 红枫 金穗 银杏 翠屏 晨光 ' +
  '远帆 同舟 百川 千帆 万象 三叶 四季 五谷 六合 七星 八方 九章 十里 明月 朝霞 和风 细雨 飞鸿 归雁 听雨 观澜 漱石 枕流 ' +
  '采薇 鹿鸣 伐木 天保 南山 蓼萧 彤弓 菁莪'
).split(' ');

const TRADES = (
  '纺织 服装 机械 五金 电子 塑料 包装 印刷 食品 茶业 粮油 木业 家具 建材 建筑 装饰 园林 物流 运输 汽车服务 商贸 超市 酒店 餐饮 ' +
  '旅游 文化传媒 广告 信息技术 软件 网络科技 环保 新能源 照明 仪表 模具 工具 玩具 鞋业 箱包 制笔 陶瓷 玻璃 化工 橡胶 水产 果蔬 ' +
  '花卉 农机 饲料 种业 劳务 保安服务 物业 家政 培训 设计 检测 咨询'
).split(' ');

const INSTITUTIONS = (
  '第一中学 第二中学 实验小学 城东小学 南门小学 北山镇中心小学 幼儿园 图书馆 文化馆 博物馆 自来水服务站 环境卫生管理所 ' +
  '公共交通服务中心 农业技术推广站 林业工作站 档案馆 体育中心 青少年活动中心'
).split(' ');

/** The number of employers of a county of that many persons: 5 at least, 200 for 20,000, up to 5,000. */
export function employerCount(persons: number): number {
  if (persons <= 20_000) return Math.max(5, Math.floor(persons / 100));
  return Math.min(5_000, Math.max(200, Math.floor(persons / 200)));
}

/** The last of them have closed: nobody pays there any more. */
function openEmployers(employers: number): number {
  return employers - Math.max(1, Math.floor(employers * 0.03));
}

/** The employer of somebody who pays now: a few are large, most are small. */
export function drawEmployer(plan: PersonPlan, chance: Chance): number {
  return Math.floor(openEmployers(plan.employers) * chance.next() ** 2);
}

/** A former employer: it may have closed since. */
export function drawFormerEmployer(plan: PersonPlan, chance: Chance): number {
  return chance.below(plan.employers);
}

/** The employer with its unified social credit code, valid and nobody's: the code's district is the county's. */
export function employerOf(plan: PersonPlan, index: number): Employer {
  return {
    id: employerId(index),
    name: employerName(index),
    phone: landline(200_000 + index),
    active: index < openEmployers(plan.employers),
  };
}

/** GB 32100-2015: authority and kind, district, organisation code with its own check character, check character. */
export function employerId(index: number): string {
  // 12: public institutions 事业单位, registered by the staffing office; 91: enterprises, by the market regulator.
  const kind = isInstitution(index) ? '12' : '91';
  const organisation = `MA${String(index + 1).padStart(6, '0')}`;
  const first17 = kind + countyCode + organisation + organisationCheckCharacter(organisation);
  return first17 + employerCodeCheckCharacter(first17);
}

function employerName(index: number): string {
  if (isInstitution(index)) return countyName + at(INSTITUTIONS, index / 11);
  const brand = at(BRANDS, index % BRANDS.length);
  const trade = at(TRADES, (index * 7 + Math.floor(index / BRANDS.length)) % TRADES.length);
  const form = index >= BRANDS.length * TRADES.length ? '有限责任公司' : '有限公司';
  return `${countyName}${brand}${trade}${form}`;
}

/** Every eleventh of the first ones. */
function isInstitution(index: number): boolean {
  return index % 11 === 0 && index / 11 < INSTITUTIONS.length;
}

/** GB 11714-1997: weights 3 7 9 10 5 8 4 2, the rest to a multiple of 11; 10 is X. */
function organisationCheckCharacter(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => {
    const character = first8.charAt(index);
    const value = /[0-9]/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    return total + weight * value;
  }, 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
