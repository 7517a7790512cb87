import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { WordPipe } from '../words/word.pipe';

/** The tools of a list: search and filters at its beginning, a way to clear them while there are any, what is marked `end` at its end. */
@Component({
  selector: 'ui-toolbar',
  imports: [MatButtonModule, WordPipe],
  template: `
    <ng-content />
    @if (isNarrowed()) {
      <button type="button" matButton="text" (click)="clear.emit()">{{ 'clear-filters' | word }}</button>
    }
    <div class="end"><ng-content select="[end]" /></div>
  `,
  styleUrl: './toolbar.scss',
  host: { role: 'search', '[attr.aria-label]': 'label()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Toolbar {
  /** What is searched and filtered, read aloud. */
  readonly label = input.required<string>();
  /** A search or a filter is in use. */
  readonly isNarrowed = input(false);
  /** The user wants to see everything again. */
  readonly clear = output();
}
