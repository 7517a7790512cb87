import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { type FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { switchMap } from 'rxjs';
import { Banner } from '../banner/banner';
import { focusFirstFault } from '../field/first-fault';
import { WordPipe } from '../words/word.pipe';

/**
 * A form of a page: its fields stand inside, two beside each other where there is room (`class="whole"` takes both places), its
 * button below. The button stands out once something was changed. It asks for what is missing before it tells that the form was
 * sent. What is marked `beside` stands beside the button. For a form in a dialog there is `ui-form-dialog`.
 */
@Component({
  selector: 'ui-form',
  imports: [Banner, MatButtonModule, ReactiveFormsModule, WordPipe],
  templateUrl: './form.html',
  styleUrl: './form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Form {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly form = input.required<FormGroup>();
  /** What sending it does, by its verb: "Save". */
  readonly action = input.required<string>();
  readonly isBusy = input(false);
  /** Nothing can be sent: there is no right to, or something else is to be done first. */
  readonly isLocked = input(false);
  /** Why it was refused as a whole, in words. What is wrong with a field stands at the field. */
  readonly refusal = input<string>();
  /** The form was sent, and holds no fault. */
  readonly sent = output();
  /** The user wants to have it as it was; without somebody who listens the button is left out. */
  readonly canDiscard = input(false);
  readonly discard = output();

  private readonly news = toSignal(toObservable(this.form).pipe(switchMap(form => form.events)));

  protected readonly isChanged = computed(() => {
    this.news();
    return this.form().dirty;
  });

  protected send(): void {
    if (!this.isBusy() && !focusFirstFault(this.form(), this.element.nativeElement)) this.sent.emit();
  }
}
