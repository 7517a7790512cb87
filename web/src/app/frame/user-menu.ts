import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { GO_TO } from '../core/auth/go-to';
import { Viewer } from '../core/auth/viewer';
import { SignOutDocument } from '../core/graphql/generated';
import { run } from '../core/graphql/run';
import { T } from '../core/i18n/t.pipe';
import { Icon } from '../ui/icon/icon';

/** Who is signed in, where, and the way out. */
@Component({
  selector: 'app-user-menu',
  imports: [Icon, MatButtonModule, MatMenuModule, T],
  templateUrl: './user-menu.html',
  styleUrl: './user-menu.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserMenu {
  private readonly goTo = inject(GO_TO);

  protected readonly user = inject(Viewer).user;
  protected readonly ending = run(SignOutDocument);

  protected async signOut(): Promise<void> {
    if (await this.ending({})) this.goTo('/sign-in');
  }
}
