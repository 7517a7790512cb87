import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { CustomClientDetailsFragment } from '../../core/graphql/generated';
import { Bytes } from '../../core/i18n/bytes.pipe';
import { Num } from '../../core/i18n/num.pipe';
import { T } from '../../core/i18n/t.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Card } from '../../ui/card/card';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { BuildState } from '../parts/build-state';

/** What the account's own people download, and how far the newest build of it has come. */
@Component({
  selector: 'app-build-card',
  imports: [BuildState, Bytes, Card, CopyButton, MatButtonModule, Num, T, TzDate],
  templateUrl: './build-card.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildCard {
  private readonly origin = inject(DOCUMENT).location.origin;

  readonly client = input.required<CustomClientDetailsFragment>();
  readonly canBuild = input.required<boolean>();
  readonly isBusy = input(false);
  /** The user wants it built once more. */
  readonly wish = output();

  protected readonly address = computed(() => new URL(this.client().downloadUrl, this.origin).href);
}
