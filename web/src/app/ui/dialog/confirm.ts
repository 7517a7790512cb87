import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Banner } from '../banner/banner';
import { WordPipe } from '../words/word.pipe';
import { Dialog } from './dialog';

/** Asks before something is done that cannot be taken back. What it means stands inside, in full sentences. */
@Component({
  selector: 'ui-confirm',
  imports: [Banner, Dialog, MatButtonModule, WordPipe],
  templateUrl: './confirm.html',
  styleUrl: './confirm.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Confirm {
  /** The question: "Remove reception@acme?" */
  readonly heading = input.required<string>();
  /** What the button does, by its verb: "Remove". */
  readonly action = input.required<string>();
  /** It takes something away. */
  readonly isDangerous = input(false);
  readonly isBusy = input(false);
  /** Why it was refused, in words; the dialog stays open with it. */
  readonly refusal = input<string>();
  /** The user wants it done. */
  readonly confirmed = output();
  /** The user leaves it; the dialog is to be taken away now. */
  readonly closed = output();
}
