import { FormControl, FormGroup } from '@angular/forms';
import { showRefusedFields } from './refused-fields';

const newForm = () =>
  new FormGroup({ name: new FormControl('x'), contact: new FormGroup({ phone: new FormControl('0') }) });
const badInput = (fields: object) => ({ code: 'BAD_USER_INPUT' as const, details: { fields } });

describe('a form that was refused', () => {
  it('has the faults at its fields, with words of their own where there are any, until they are changed', () => {
    const form = newForm();
    const refusal = badInput({ name: ['too short'], 'contact.phone': ['not a number'] });

    expect(showRefusedFields(form, refusal, { name: 'A longer name, please' })).toBeTrue();
    expect(form.controls.name.errors).toEqual({ refused: 'A longer name, please' });
    expect(form.get('contact.phone')?.errors).toEqual({ refused: true });
    expect(form.get('contact.phone')?.touched).toBeTrue();

    form.controls.name.setValue('longer');
    expect(form.controls.name.valid).toBeTrue();
  });

  it('is left alone by what is about no field of it', () => {
    const form = newForm();

    expect(showRefusedFields(form, badInput({ elsewhere: ['no'] }))).toBeFalse();
    expect(showRefusedFields(form, { code: 'CONFLICT', details: { fields: { name: ['no'] } } })).toBeFalse();
    expect(showRefusedFields(form, undefined)).toBeFalse();
    expect(form.valid).toBeTrue();
  });
});
