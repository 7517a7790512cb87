import { Directive, computed, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { type FormControl, type ValidationErrors, Validators } from '@angular/forms';
import { switchMap } from 'rxjs';
import { Words } from '../words/words';

/** What every field of a form has: its control, its name and label, and the words below it. */
// The name belongs to the input inside; on the part itself it would be found first.
@Directive({ host: { '[attr.name]': 'null' } })
export abstract class Field<Value> {
  private readonly words = inject(Words);

  readonly control = input.required<FormControl<Value>>();
  /** The name by which the server finds fault with it, and by which a password manager knows it. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  /** Said below while there is no fault. */
  readonly hint = input<string>();
  /** Said below once it is faulty, instead of the kit's own words for the fault. */
  readonly faultText = input<string>();

  private readonly news = toSignal(toObservable(this.control).pipe(switchMap(control => control.events)));

  /** What it holds. */
  protected readonly value = computed(() => {
    this.news();
    return this.control().value;
  });
  protected readonly isRequired = computed(() => this.control().hasValidator(Validators.required));
  protected readonly isFaulty = computed(() => {
    this.news();
    return this.control().invalid && this.control().touched;
  });
  /** What is wrong, in words; empty where nothing is. */
  protected readonly fault = computed(() => {
    this.news();
    const { errors } = this.control();
    return errors ? (this.faultText() ?? this.faultOf(errors)) : '';
  });

  /** A fault whose value is a text says it itself: so a validator, or the server's answer, can have words of its own. */
  private faultOf(errors: ValidationErrors): string {
    const own = Object.values(errors).find(value => typeof value === 'string' && value !== '') as string | undefined;
    if (own !== undefined) return own;
    if (errors['required']) return this.words.get('fault-missing');
    if (errors['email']) return this.words.get('fault-email');
    const count = (key: string, fact: string) => Number((errors[key] as Record<string, unknown> | undefined)?.[fact]);
    if (errors['minlength']) return this.words.get('fault-short', { count: count('minlength', 'requiredLength') });
    if (errors['maxlength']) return this.words.get('fault-long', { count: count('maxlength', 'requiredLength') });
    if (errors['min']) return this.words.get('fault-least', { value: count('min', 'min') });
    if (errors['max']) return this.words.get('fault-most', { value: count('max', 'max') });
    return this.words.get('fault-other');
  }
}
