import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { CustomClientDetailsFragment } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Badge } from '../../ui/badge/badge';
import { Card } from '../../ui/card/card';

/** How many enrolled clients run which version of the configuration. */
@Component({
  selector: 'app-running-versions',
  imports: [Badge, Card, T],
  template: `
    <ui-card [heading]="'files.running' | t">
      @if (running().length > 0) {
        <dl class="facts">
          @for (use of running(); track use.version) {
            <div>
              <dt>
                {{ use.version === null ? ('files.version-unknown' | t) : ('files.version-n' | t: { n: use.version }) }}
                @if (use.version === newest()) {
                  <ui-badge tone="success">{{ 'files.newest' | t }}</ui-badge>
                }
              </dt>
              <dd>{{ 'files.clients' | t: { count: use.clients } }}</dd>
            </div>
          }
        </dl>
      } @else {
        <p>{{ 'files.nobody-runs' | t }}</p>
      }
    </ui-card>
  `,
  styles: `
    p {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunningVersions {
  /** The newest version of the configuration. */
  readonly newest = input.required<number>();
  readonly running = input.required<CustomClientDetailsFragment['running']>();
}
