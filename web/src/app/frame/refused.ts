import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { T } from '../core/i18n/t.pipe';
import { EmptyState } from '../ui/empty-state/empty-state';

/** Stands in place of a page that the user has no right to see. */
@Component({
  selector: 'app-refused',
  imports: [EmptyState, MatButtonModule, RouterLink, T],
  template: `
    <ui-empty-state icon="lock" [heading]="'refused.heading' | t" [text]="'errors.FORBIDDEN' | t">
      <a matButton="outlined" routerLink="/">{{ 'app.home' | t }}</a>
    </ui-empty-state>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Refused {}
