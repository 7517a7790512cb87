import { findings } from '../axe';
import { type Shown, show, useWorld } from '../page';
import { Gallery } from './gallery';

describe('the kit', () => {
  let page: Shown<Gallery>;

  beforeEach(async () => {
    await useWorld();
    page = await show(Gallery);
  });

  afterEach(() => document.documentElement.removeAttribute('style'));

  for (const scheme of ['light', 'dark']) {
    for (const opened of [undefined, 'Remove', 'Form', 'Presence Online, Offline']) {
      it(`can be used by everybody: ${scheme}, ${opened ?? 'nothing open'}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        if (opened) await page.click(opened);

        expect(await findings(document.body)).toEqual([]);
      });
    }
  }
});
