import { hashSync } from '@node-rs/argon2';
import { centreId, offices } from '../../central/demonstration/offices.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Clerk, Workstation } from '../../domain/records/records.ts';

/** One window of a county under load, with a clerk of its own. */
export interface LoadedWindow {
  readonly workstation: Workstation;
  readonly clerk: Clerk;
  /** Cards are made at the centre and nowhere else. */
  readonly makesCards: boolean;
}

/** Of every five windows three stand at the county centre, the others at the service points in turn. */
const ofFive = 5;
const atCentre = 3;

/** The demonstration's own workstations are numbered from 1. */
const firstNumber = 101;

/** What every clerk of a county under load signs in with. */
export const clerksPassword = 'load-password-1';

/** So many windows, beside those that the demonstration's county has. */
export function windowsOf(count: number): readonly LoadedWindow[] {
  const passwordHash = hashSync(clerksPassword);
  const points = offices.filter(({ id }) => id !== centreId);
  return Array.from({ length: count }, (_unused, index) => {
    const makesCards = index % ofFive < atCentre;
    const point = points[index % points.length];
    if (point === undefined) throw new Error('the demonstration has service points');
    const officeId = makesCards ? centreId : point.id;
    const number = firstNumber + index;
    const place = String(number);
    return {
      makesCards,
      workstation: { id: `W${place}`, officeId, number, name: `${place}号窗口` },
      clerk: {
        id: `K-load-${place}`,
        officeId,
        loginName: `load${place}`,
        name: '林晓禾',
        role: 'clerk',
        passwordHash,
        active: true,
      },
    };
  });
}

/** Their records, table by table. */
export function recordsOfWindows(windows: readonly LoadedWindow[]): readonly Change[] {
  return [
    ...windows.map(({ workstation }) => change('workstation', workstation)),
    ...windows.map(({ clerk }) => change('clerk', clerk)),
  ];
}
