import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Editable } from './editable';

describe('a value that is edited in place', () => {
  let page: Shown<Editable>;
  let answer: string | undefined;
  let kept: string[];

  const save = (text: string) => {
    kept.push(text);
    if (answer === undefined) page.fixture.componentRef.setInput('value', text);
    return Promise.resolve(answer);
  };
  const check = (text: string) => (text.includes(' ') ? 'No spaces, please' : undefined);
  const open = async (inputs: Record<string, unknown> = {}) => {
    await useWorld();
    page = await show(Editable, { label: 'Alias', value: 'desk@ad', emptyText: 'No alias', save, check, ...inputs });
  };
  const type = async (text: string) => {
    const field = page.find<HTMLInputElement>('input, textarea');
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await settle();
  };
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    page.find('input, textarea').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));
    await settle();
  };

  beforeEach(() => {
    answer = undefined;
    kept = [];
  });

  it('is kept by Enter, without spaces around it, and the focus stays where it was', async () => {
    await open();
    await page.click('Change Alias');
    expect(document.activeElement).toBe(page.find('input'));

    await type('lobby@ad');
    await press('Enter');

    expect(kept).toEqual(['lobby@ad']);
    expect(page.text).toBe('lobby@ad');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Change Alias');
  });

  it('is left as it was by Escape', async () => {
    await open();
    await page.click('Change Alias');
    await type('lobby@ad');
    await press('Escape');

    expect(kept).toEqual([]);
    expect(page.text).toBe('desk@ad');
  });

  it('is not sent where nothing changed', async () => {
    await open();
    await page.click('Change Alias');
    await press('Enter');

    expect(kept).toEqual([]);
    expect(page.text).toBe('desk@ad');
  });

  it('says while typing what is wrong, and is not sent so', async () => {
    await open();
    await page.click('Change Alias');
    await type('front desk');
    expect(page.text).toContain('No spaces, please');

    await press('Enter');
    expect(kept).toEqual([]);
  });

  it('says why it was refused, until it is changed', async () => {
    answer = 'Another client has this alias';
    await open();
    await page.click('Change Alias');
    await type('taken@ad');
    await press('Enter');
    expect(page.text).toContain('Another client has this alias');
    expect(page.find('input').getAttribute('aria-invalid')).toBe('true');

    await type('taken2@ad');
    expect(page.text).not.toContain('Another client');
  });

  it('in a larger field is one line all the same', async () => {
    await open({ isLong: true, value: '', check: () => undefined });
    expect(page.text).toBe('No alias');
    await page.click('Change Alias');
    await type('first\nsecond ');
    await press('Enter');

    expect(kept).toEqual(['first second']);
  });

  it('cannot be changed by those who may not', async () => {
    await open({ canEdit: false });
    expect(page.element.querySelector('button')).toBeNull();
  });
});
