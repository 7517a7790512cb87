import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import type { Refusal } from '../../core/graphql/refusal';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Banner } from '../../ui/banner/banner';
import { focusFirstFault } from '../../ui/field/first-fault';
import { TextField } from '../../ui/field/text-field';
import { NewPassword } from '../password/new-password';
import { NEW_PASSWORD } from '../password/password-rules';

/** What somebody chooses who comes in by a mailed link: what they are called, and a password. */
@Component({
  selector: 'app-newcomer-form',
  imports: [Banner, MatButtonModule, NewPassword, ReactiveFormsModule, T, TextField],
  template: `
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate>
      @if (refusal(); as words) {
        <ui-banner tone="danger">{{ words }}</ui-banner>
      }
      <ui-text-field
        name="name"
        autocomplete="name"
        [label]="'welcome.name' | t"
        [maxLength]="100"
        [control]="form.controls.name"
      />
      @if (email()) {
        <!-- For password managers: what the password belongs to. -->
        <input hidden type="email" autocomplete="username" readonly [value]="email()" />
      }
      <app-new-password
        name="password"
        [label]="'account.password.new' | t"
        [email]="email()"
        [control]="form.controls.password"
      />
      <button class="submit" type="submit" matButton="filled" [disabled]="isBusy()">{{ action() }}</button>
      <ng-content />
    </form>
  `,
  styleUrl: './fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewcomerForm {
  private readonly texts = inject(Texts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  /** The address that the person will sign in with; empty where the page does not know it. */
  readonly email = input('');
  /** What its button says. */
  readonly action = input.required<string>();
  readonly isBusy = input.required<boolean>();
  /** Why the last try was refused, where that is not about a field. */
  readonly refusal = input<string>();
  readonly sent = output<{ name: string; password: string }>();

  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    password: new FormControl('', { nonNullable: true, validators: NEW_PASSWORD }),
  });

  /** Shows at the fields what the server refused of them, and goes to the first. */
  show(refusal: Refusal | undefined): void {
    const words = { password: this.texts.get('account.password.weak') };
    if (showRefusedFields(this.form, refusal, words)) focusFirstFault(this.form, this.element.nativeElement);
  }

  protected submit(): void {
    if (!focusFirstFault(this.form, this.element.nativeElement)) this.sent.emit(this.form.getRawValue());
  }
}
