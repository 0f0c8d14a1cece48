import type { Fen } from './fen.ts';
import { requireFen } from './fen.ts';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;

/**
 * An amount in capital characters 大写, as certificates and receipts carry it, by the People's Bank's 支付结算办法
 * (银发〔1997〕393号), annex 1 正确填写票据和结算凭证的基本规定: headed by 人民币 without a gap; 整 after 元, and after 角
 * where it may stand or not; never after 分; one 零 for any run of zeros inside, and 零 after 元 when there are fen but
 * no jiao. Where the annex leaves the writer a choice (zero at the place of 元 or 万 with a digit following) the form
 * that its examples name first is taken: 壹仟陆佰捌拾元零叁角贰分, 壹拾万柒仟元零伍角叁分.
 * @param fen 0 to 9,007,199,254,740,991
 * @throws RangeError when `fen` is not whole or negative: a voucher has no negative amount in capitals.
 */
export function yuanInCapitals(fen: Fen): string {
  const amount = requireFen(fen);
  if (amount < 0) throw new RangeError('an amount in capitals cannot be negative');
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor(amount / 10) % 10;
  const lastFen = amount % 10;
  return `人民币${wholeYuan(yuan, amount)}${decimals(yuan, jiao, lastFen)}`;
}

/** Under one yuan the whole part is not written at all, except for the amount of nothing. */
function wholeYuan(yuan: number, amount: Fen): string {
  if (yuan > 0) return `${wholeNumber(yuan)}元`;
  return amount === 0 ? '零元' : '';
}

function decimals(yuan: number, jiao: number, lastFen: number): string {
  if (jiao === 0 && lastFen === 0) return '整';
  const zeroBefore = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? '零' : '';
  const written = `${jiao > 0 ? `${digit(jiao)}角` : ''}${lastFen > 0 ? `${digit(lastFen)}分` : '整'}`;
  return `${zeroBefore}${written}`;
}

/** Positive whole numbers: what counts 亿 is itself written with 万, so 90 trillion yuan reads 玖拾万…亿…. */
function wholeNumber(value: number): string {
  return joined(Math.floor(value / 100_000_000), '亿', value % 100_000_000, 8, (part) =>
    joined(Math.floor(part / 10_000), '万', part % 10_000, 4, fourDigits),
  );
}

/**
 * Writes `high` with its unit and `low` after it. 零 stands between them where the first place of `low` (which has
 * `width` places) is empty.
 */
function joined(
  high: number,
  unit: string,
  low: number,
  width: number,
  write: (part: number) => string,
): string {
  if (high === 0) return write(low);
  if (low === 0) return `${write(high)}${unit}`;
  const between = low < 10 ** (width - 1) ? '零' : '';
  return `${write(high)}${unit}${between}${write(low)}`;
}

/** 0 to 9999; nothing at all for 0. */
function fourDigits(value: number): string {
  let written = '';
  let zeroPending = false;
  for (let place = 3; place >= 0; place -= 1) {
    const figure = Math.floor(value / 10 ** place) % 10;
    if (figure === 0) {
      zeroPending = written !== '';
      continue;
    }
    written += `${zeroPending ? '零' : ''}${digit(figure)}${PLACES[place] ?? ''}`;
    zeroPending = false;
  }
  return written;
}

function digit(figure: number): string {
  return DIGITS[figure] ?? '';
}
