import type { PaperVerification } from '../../../contract/paper-verification.ts';
import type { StatusOnPaper } from './paper-window.ts';

/** Where and when all samples are printed. */
export const place: StatusOnPaper = {
  officeName: '桐溪县医疗保障服务中心',
  clerkName: '王敏',
  workstationNumber: 3,
  today: '2026-11-20',
  asOf: '2026-11-20T10:42:07.000+08:00',
};

/** The same as a paper has it whose data the backend gives. */
export const office = {
  countyName: '桐溪县',
  officeName: place.officeName,
  officeAddress: '桐溪县城关镇人民路88号政务服务大厅二楼',
  officePhone: '0571-6512 3456',
  workstationNumber: place.workstationNumber,
  clerkName: place.clerkName,
  asOf: place.asOf,
  printedAt: '2026-11-20T10:43:11.000+08:00',
};

/** GB 18030 level 3, and one each of the extensions A, B, E, F, G and H. */
const rareCharacters = '㐂𠮷𬭚𬺱𰻝𱁬';

export const names = {
  usual: '欧阳建国',
  rare: `欧阳${rareCharacters}`,
  long: '阿卜杜热西提·阿布都克里木·买买提依明·吐尔逊江',
  latin: 'María del Carmen Fernández-Álvarez de la Torre y Castellanos',
  /** Two hundred characters: nobody's, and no paper may break by it. */
  longest: '古丽巴哈尔·阿卜杜热合曼·'.repeat(17).slice(0, 200),
};

export const maskedNumber = '330199********1512';
export const openedAt = '2026-11-20T10:31:40.000+08:00';

/** The number of a sample; a case is told from others by it. */
export const numberOf = (index: number) => `330199-20261120-003-${String(index).padStart(4, '0')}`;

/** How a paper that the central office has confirmed is checked. */
export function verifiable(number: number): NonNullable<PaperVerification> {
  const page = 'https://yibao.example/verify';
  const code = '7K3M-Q9TX-2BHF';
  return {
    ...{ code, page, link: `${page}?number=${numberOf(number)}&code=${code}` },
    ...{ state: 'standing', stateAt: null, replacedBy: null, isOutWithoutCode: false },
  };
}
