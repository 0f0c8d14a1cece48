import { addDays } from '../calendar/civil-date.ts';

/** An employer registers whom it hires within so many days of hiring (Social Insurance Law art. 58, first paragraph). */
export const registrationDays = 30;

/** The last day on which somebody who was hired then is registered in time. */
export function lastRegistrationDay(hiredOn: string): string {
  return addDays(hiredOn, registrationDays);
}

/** Whether a registration came after its last day. */
export function isRegisteredLate(hiredOn: string, registeredOn: string): boolean {
  return registeredOn > lastRegistrationDay(hiredOn);
}
