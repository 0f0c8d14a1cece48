import { expect, it } from 'vitest';
import { isRegisteredLate, lastRegistrationDay } from './late-registration.ts';

it.each([
  ['on the day of hiring', '2026-03-01', '2026-03-01', false],
  ['on the thirtieth day', '2026-03-01', '2026-03-31', false],
  ['a day later', '2026-03-01', '2026-04-01', true],
  ['over the end of February in a leap year', '2028-02-01', '2028-03-02', false],
  ['a day later there', '2028-02-01', '2028-03-03', true],
  ['before the hiring', '2026-03-10', '2026-03-01', false],
])('who is registered %s (Social Insurance Law art. 58)', (_what, hiredOn, registeredOn, late) => {
  expect(isRegisteredLate(hiredOn, registeredOn)).toBe(late);
  expect(registeredOn > lastRegistrationDay(hiredOn)).toBe(late);
});
