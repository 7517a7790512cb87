import type { Type } from '@angular/core';
import { FormControl, Validators } from '@angular/forms';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { CodeField } from './code-field';
import { ComboField } from './combo-field';
import { FileField } from './file-field';
import { PasswordField } from './password-field';
import { RadioCards } from './radio-cards';
import { Switch } from './switch';
import { TextAreaField } from './text-area-field';
import { TextField } from './text-field';

const COUNTRIES = [
  { value: 'AT', label: 'Österreich' },
  { value: 'DE', label: 'Deutschland' },
  { value: 'DK', label: 'Dänemark' },
];

describe('a field', () => {
  let page: Shown<unknown>;

  const text = (value = '', ...validators: (typeof Validators.email)[]) =>
    new FormControl(value, { nonNullable: true, validators });
  const open = async <C>(part: Type<C>, inputs: Record<string, unknown>): Promise<Shown<C>> => {
    const shown = await show(part, { name: 'it', label: 'It', ...inputs });
    page = shown;
    return shown;
  };
  const press = async (key: string) => {
    page.find('input').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await settle();
  };

  beforeEach(() => useWorld());

  const faults: [what: string, control: FormControl<string>, words: string][] = [
    ['is missing', text('', Validators.required), 'Please fill this in'],
    ['is no e-mail address', text('anna', Validators.email), 'Please enter a full e-mail address'],
    ['is too short', text('ab', Validators.minLength(12)), 'At least 12 characters'],
    ['is too long', text('abc', Validators.maxLength(1)), 'At most 1 character'],
    ['has words of its own', text('a', () => ({ alias: 'Another client has this alias' })), 'Another client has this'],
    ['has none', text('a', () => ({ odd: true })), 'Please check this'],
  ];

  for (const [what, control, words] of faults) {
    it(`says what is wrong where it ${what}`, async () => {
      await open(TextField, { control, hint: 'A hint' });
      expect(page.text).toContain('A hint');

      control.markAsTouched();
      await settle();

      expect(page.text).toContain(words);
      expect(page.find('mat-error').textContent).toContain(words);
    });
  }

  it('shows what the server finds fault with until it is changed', async () => {
    const control = text('password1234');
    await open(TextField, { control, faultText: 'Too easy to guess' });
    control.setErrors({ refused: true });
    control.markAsTouched();
    await settle();
    expect(page.text).toContain('Too easy to guess');

    await page.type('it', 'four green parrots');
    expect(page.text).not.toContain('Too easy to guess');
  });

  it('for some lines counts what is left once it becomes little', async () => {
    await open(TextAreaField, { control: text(), maxLength: 100, hint: 'A hint' });
    expect(page.text).toContain('A hint');

    await page.type('it', 'x'.repeat(85));
    expect(page.text).toContain('15 characters left');
  });

  it('for a password can be made readable', async () => {
    await open(PasswordField, { control: text(), use: 'new-password' });
    expect(page.find<HTMLInputElement>('input').type).toBe('password');

    await page.click('Show It');
    expect(page.find<HTMLInputElement>('input').type).toBe('text');
  });

  it('for a code drops what is no digit, and tells when it is whole', async () => {
    const control = text();
    const shown = await open(CodeField, { control });
    const codes: string[] = [];
    shown.fixture.componentInstance.complete.subscribe(code => codes.push(code));

    await page.type('it', '123 4');
    await page.type('it', '123 4567');

    expect(control.value).toBe('123456');
    expect(codes).toEqual(['123456']);
  });

  it('for one of many is found by typing, without accents too, and chosen by Enter', async () => {
    const control = text('DE');
    await open(ComboField, { control, options: COUNTRIES });
    expect(page.find<HTMLInputElement>('input').value).toBe('Deutschland');

    await page.type('it', 'osterr');
    expect(document.querySelector('[role=listbox]')?.textContent.trim()).toBe('Österreich');
    await press('Enter');

    expect(control.value).toBe('AT');
    expect(page.find<HTMLInputElement>('input').value).toBe('Österreich');
    expect(document.querySelector('[role=listbox]')).toBeNull();
  });

  it('for one of many goes along the list by the arrow keys', async () => {
    const control = text('DE');
    await open(ComboField, { control, options: COUNTRIES });
    await press('ArrowDown');
    const input = page.find('input');
    const at = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent.trim();
    expect(at()).toBe('Deutschland');

    await press('ArrowDown');
    expect(at()).toBe('Dänemark');
    await press('Enter');

    expect(control.value).toBe('DK');
  });

  it('for one of many keeps what was chosen where nothing else is', async () => {
    const control = text('DE');
    await open(ComboField, { control, options: COUNTRIES });
    await page.type('it', 'nowhere');
    expect(document.querySelector('[role=listbox]')?.textContent).toContain('Nothing matches');

    await press('Escape');

    expect(control.value).toBe('DE');
    expect(page.find<HTMLInputElement>('input').value).toBe('Deutschland');
  });

  it('with cards is one question with an answer each', async () => {
    const control = text('AT');
    await open(RadioCards, { control, options: COUNTRIES });
    page.element.querySelectorAll('input')[1]?.click();
    await settle();

    expect(control.value).toBe('DE');
    expect(page.find('legend').textContent).toBe('It');
  });

  it('that takes effect at once does not move by itself', async () => {
    const shown = await show(Switch, { isOn: false, label: 'It' });
    const wishes: boolean[] = [];
    page = shown;
    shown.fixture.componentInstance.wish.subscribe(wish => wishes.push(wish));
    page.find('input').click();
    await settle();

    expect(wishes).toEqual([true]);
    expect(page.find<HTMLInputElement>('input').checked).toBeFalse();
  });

  describe('for files', () => {
    const control = new FormControl<readonly File[]>([], { nonNullable: true });
    const choose = async (...files: File[]) => {
      const list = new DataTransfer();
      for (const file of files) list.items.add(file);
      page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: list, cancelable: true }));
      await settle();
    };
    const file = (name: string, bytes = 10) => new File(['x'.repeat(bytes)], name);

    beforeEach(() => open(FileField, { control, accept: '.png,.pdf', maxBytes: 100, maxFiles: 2 }));

    it('takes those that fit, and gives them back', async () => {
      await choose(file('a.png'), file('B.PDF'));
      expect(control.value.map(({ name }) => name)).toEqual(['a.png', 'B.PDF']);

      await page.click('Remove a.png');
      expect(control.value.map(({ name }) => name)).toEqual(['B.PDF']);
    });

    it('says of each how far it has come, or why it cannot be used; a form that is emptied has none', async () => {
      const [one, two] = [file('a.png'), file('b.png')];
      await choose(one, two);
      page.fixture.componentRef.setInput(
        'notes',
        new Map([
          [one, { progress: 30 }],
          [two, { fault: 'No picture' }],
        ]),
      );
      await settle();
      expect(page.find('[role=progressbar]').getAttribute('aria-valuenow')).toBe('30');
      expect(page.find('[role=alert]').textContent).toBe('No picture');

      control.reset();
      await settle();
      expect(page.element.querySelector('li')).toBeNull();
    });

    const refused: [what: string, files: File[], words: string][] = [
      ['of another kind', [file('run.exe')], 'Only files of these kinds: .png,.pdf'],
      ['too large', [file('a.png', 101)], 'A file may have 100 byte at most'],
      ['too many', [file('a.png'), file('b.png'), file('c.png')], 'At most 2 files'],
    ];

    for (const [what, files, words] of refused) {
      it(`says so where they are ${what}`, async () => {
        await choose(...files);
        expect(page.find('[role=alert]').textContent).toContain(words);
      });
    }
  });
});
