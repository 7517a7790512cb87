import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { T } from '../core/i18n/t.pipe';
import { EmptyState } from '../ui/empty-state/empty-state';

/** What an unknown address shows. */
@Component({
  selector: 'app-not-found',
  imports: [EmptyState, MatButtonModule, RouterLink, T],
  templateUrl: './not-found.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFound {}
