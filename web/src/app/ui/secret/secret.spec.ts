import { type Shown, show, useWorld } from '../../../testing/page';
import { Secret } from './secret';

describe('a secret', () => {
  let page: Shown<Secret>;
  let asked: number;

  const open = async (value: string | undefined = 'K7QF-9XWM', inputs: Record<string, unknown> = {}) => {
    await useWorld();
    asked = 0;
    const reveal = () => {
      asked++;
      return Promise.resolve(value);
    };
    page = await show(Secret, { label: 'License key', masked: '•••-9XWM', reveal, ...inputs });
  };

  it('is hidden and not fetched until it is asked for', async () => {
    await open();
    expect(page.text).toBe('•••-9XWM');
    expect(asked).toBe(0);

    await page.click('Show License key');
    expect(page.text).toContain('K7QF-9XWM');
    expect(page.element.querySelector('[aria-label="Copy License key"]')).not.toBeNull();

    await page.click('Hide License key');
    expect(page.text).toBe('•••-9XWM');
  });

  it('stays hidden where it was refused', async () => {
    await open(undefined, { reveal: () => Promise.resolve(undefined) });
    await page.click('Show License key');
    expect(page.text).toBe('•••-9XWM');
  });

  it('is not offered to those who may not see it', async () => {
    await open('x', { canReveal: false });
    expect(page.element.querySelector('button')).toBeNull();
  });
});
