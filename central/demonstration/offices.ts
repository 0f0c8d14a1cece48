import { hashSync } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import type { Clerk, ClerkRole, Office, Workstation } from '../../domain/records/records.ts';
import { countyName, landline } from './places.ts';

/** The county centre. */
export const centreId = 'O1';

export const offices: readonly Office[] = [
  {
    id: centreId,
    kind: 'county-centre',
    name: `${countyName}医疗保障中心`,
    address: `${countyName}城东街道示范路1号`,
    phone: landline(1),
  },
  servicePoint('O2', '城东街道', '青禾路18号'),
  servicePoint('O3', '城西街道', '柳岸街66号'),
  servicePoint('O4', '南门街道', '文苑路5号'),
  servicePoint('O5', '北山镇', '望山路2号'),
];

/** Numbers 1 to 6 stand at the centre, 7 to 10 at the service points. */
export const workstations: readonly Workstation[] = [
  ...[1, 2, 3, 4, 5, 6].map((number) => workstation(number, centreId, `${number}号窗口`)),
  ...[7, 8, 9, 10].map((number) => workstation(number, `O${number - 5}`, '服务点窗口')),
];

/** How many workstations make cards: those of the centre. */
export const centreWorkstations = 6;

export interface DemonstrationClerk {
  readonly loginName: string;
  readonly name: string;
  readonly role: ClerkRole;
  readonly officeId: string;
  readonly password: string;
}

/** Who may sign in, with the passwords that the login page shows in demonstration mode. */
export const demonstrationClerks: readonly DemonstrationClerk[] = [
  clerk('clerk1', '林晓禾', centreId, 'guitai-demo-1'),
  clerk('clerk2', '方一舟', centreId, 'guitai-demo-2'),
  clerk('clerk3', '陆清和', centreId, 'guitai-demo-3'),
  clerk('clerk4', '秦望舒', centreId, 'guitai-demo-4'),
  clerk('clerk5', '叶知秋', centreId, 'guitai-demo-5'),
  clerk('clerk6', '沈青梧', centreId, 'guitai-demo-6'),
  { ...clerk('supervisor', '顾正言', centreId, 'guitai-demo-0'), role: 'supervisor' },
  clerk('point1', '江映月', 'O2', 'guitai-demo-7'),
  clerk('point2', '杜若川', 'O3', 'guitai-demo-8'),
  clerk('point3', '苏安然', 'O4', 'guitai-demo-9'),
  clerk('point4', '白云深', 'O5', 'guitai-demo-10'),
];

/** Who left: his password was this one, and signing in is refused all the same. */
export const inactiveClerk: DemonstrationClerk = clerk('former', '余归田', centreId, 'guitai-demo-former');

/**
 * The clerks as records. argon2id, 19 MiB, two passes, one lane (RFC 9106 and OWASP's least); the salt comes from the
 * seed, which is fit for a demonstration whose passwords are public and for nothing else.
 */
export function clerkRecords(seed: string | number): readonly Clerk[] {
  return [...demonstrationClerks, inactiveClerk].map((one) => ({
    id: clerkId(one.loginName),
    officeId: one.officeId,
    loginName: one.loginName,
    name: one.name,
    role: one.role,
    passwordHash: hashSync(one.password, {
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      salt: createHash('sha256')
        .update(`demonstration county ${seed} ${one.loginName}`)
        .digest()
        .subarray(0, 16),
    }),
    active: one !== inactiveClerk,
  }));
}

export function clerkId(loginName: string): string {
  return `K-${loginName}`;
}

export function workstationId(number: number): string {
  return `W${String(number).padStart(2, '0')}`;
}

function workstation(number: number, officeId: string, name: string): Workstation {
  return { id: workstationId(number), officeId, number, name };
}

function servicePoint(id: string, place: string, road: string): Office {
  return {
    id,
    kind: 'service-point',
    name: `${place}医保服务点`,
    address: `${countyName}${place}${road}`,
    phone: landline(Number(id.slice(1))),
  };
}

function clerk(loginName: string, name: string, officeId: string, password: string): DemonstrationClerk {
  return { loginName, name, role: 'clerk', officeId, password };
}
