import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ConnectionType } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Icon } from '../../ui/icon/icon';
import { inkOn } from './ink-on';

/** What the user of a custom client will see of it, drawn as the window of a remote-desktop client. */
@Component({
  selector: 'app-client-preview',
  imports: [Icon, T],
  templateUrl: './client-preview.html',
  styleUrl: './client-preview.scss',
  host: {
    '[style.--paper]': 'backgroundColor()',
    '[style.--accent]': 'accentColor()',
    '[style.--ink]': 'ink()',
    '[style.--accent-ink]': 'accentInk()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientPreview {
  readonly programName = input.required<string>();
  /** A data: address, or null for none. */
  readonly logo = input<string | null>(null);
  /** `#rrggbb`, as the accent's. */
  readonly backgroundColor = input.required<string>();
  readonly accentColor = input.required<string>();
  readonly connectionType = input.required<ConnectionType>();
  /** The alias that its clients get; empty for none. */
  readonly aliasPattern = input('');

  protected readonly ink = computed(() => inkOn(this.backgroundColor()));
  protected readonly accentInk = computed(() => inkOn(this.accentColor()));
  /** The pattern as an example: reception, 123456789. */
  protected readonly address = computed(
    () => this.aliasPattern().replaceAll('{host}', 'reception').replaceAll('{id}', '123456789') || '123 456 789',
  );
}
