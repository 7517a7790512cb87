import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { T } from '../core/i18n/t.pipe';
import { Unsaved } from '../core/unsaved/unsaved';
import { Confirm } from '../ui/dialog/confirm';

/** The question before a page is left whose changes would be lost. */
@Component({
  selector: 'app-unsaved-question',
  imports: [Confirm, T],
  template: `
    @if (question(); as answer) {
      <ui-confirm
        [heading]="'unsaved.heading' | t"
        [action]="'unsaved.leave' | t"
        [isDangerous]="true"
        (confirmed)="answer(true)"
        (closed)="answer(false)"
      >
        <p>{{ 'unsaved.text' | t }}</p>
      </ui-confirm>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UnsavedQuestion {
  protected readonly question = inject(Unsaved).question;
}
