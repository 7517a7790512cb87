import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { T } from '../../core/i18n/t.pipe';
import { EmptyState } from '../../ui/empty-state/empty-state';

/** Says that the license has no custom clients, and which ones do. */
@Component({
  selector: 'app-not-entitled',
  imports: [EmptyState, MatButtonModule, RouterLink, T],
  template: `
    <ui-empty-state icon="lock" [heading]="'files.not-entitled' | t" [text]="'files.not-entitled-text' | t">
      <a matButton="filled" routerLink="/license/upgrade">{{ 'files.upgrade' | t }}</a>
    </ui-empty-state>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotEntitled {}
