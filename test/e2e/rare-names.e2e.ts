import { expect } from '@playwright/test';
import { change } from '../../domain/records/change.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test } from './county.ts';

declare global {
  interface Window {
    facesAtFirst?: readonly string[];
  }
}

test('a name with characters that no page has shown yet stands there in the program’s own faces from its first frame', async ({
  county,
}) => {
  const { person } = await aHolder(county.witness, '1');
  // Of extensions A, E and G: three slices.
  const name = '欧阳㐂𬺱𰻝';
  await county.prepare([change('insuredPerson', { ...person, name })]);
  const desk = new ClerkAtDesk(await county.openProgram());
  await desk.signIn();
  // The words of the program are fetched first, in an idle moment after the first frame.
  await desk.page.waitForFunction(
    () =>
      document.fonts.size > 0 &&
      ['400', '600'].every((weight) => document.fonts.check(`${weight} 16px "Noto Sans SC"`, '参保人')),
  );
  // At the very moment when the name comes onto the page, not some time later.
  await desk.page.evaluate((name) => {
    const face = '16px "Noto Sans SC", "Guitai Rare"';
    new MutationObserver((_changes, observer) => {
      if (!document.body.innerText.includes(name)) return;
      observer.disconnect();
      window.facesAtFirst = Array.from(name).filter((character) => document.fonts.check(face, character));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, name);
  await desk.findPerson(person.documentNumber, name);
  expect(await desk.page.evaluate(() => window.facesAtFirst)).toEqual(Array.from(name));
});
