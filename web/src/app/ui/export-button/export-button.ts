import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';

/** Asks for a list as a file. */
@Component({
  selector: 'ui-export-button',
  imports: [Icon, MatButtonModule, WordPipe],
  template: `
    <button
      type="button"
      matButton="outlined"
      [disabled]="isBusy()"
      disabledInteractive
      (click)="isBusy() || wish.emit()"
    >
      <ui-icon name="download" [size]="16" />
      {{ (isBusy() ? 'exporting' : 'export') | word }}
    </button>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExportButton {
  /** The file is being asked for. */
  readonly isBusy = input(false);
  /** The user wants the file. */
  readonly wish = output();
}
