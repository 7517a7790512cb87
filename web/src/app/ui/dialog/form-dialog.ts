import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';
import { type FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { Banner } from '../banner/banner';
import { focusFirstFault } from '../field/first-fault';
import { WordPipe } from '../words/word.pipe';
import { Dialog } from './dialog';

let made = 0;

/** A dialog with a form: its fields stand inside. It asks for what is missing before it tells that the form was sent. */
@Component({
  selector: 'ui-form-dialog',
  imports: [Banner, Dialog, MatButtonModule, ReactiveFormsModule, WordPipe],
  templateUrl: './form-dialog.html',
  styleUrl: './confirm.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FormDialog {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly heading = input.required<string>();
  readonly form = input.required<FormGroup>();
  /** What sending it does, by its verb: "Save". */
  readonly action = input.required<string>();
  readonly isDangerous = input(false);
  readonly isBusy = input(false);
  /** Why it was refused as a whole, in words. What is wrong with a field stands at the field. */
  readonly refusal = input<string>();
  /** The form was sent, and holds no fault. */
  readonly sent = output();
  /** The user leaves it; the dialog is to be taken away now. */
  readonly closed = output();

  protected readonly formId = `form-${String(++made)}`;

  protected send(): void {
    if (!this.isBusy() && !focusFirstFault(this.form(), this.element.nativeElement)) this.sent.emit();
  }
}
