import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
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
  private readonly viewer = inject(Viewer);

  protected readonly user = this.viewer.user;
  protected readonly ending = run(SignOutDocument);

  protected async signOut(): Promise<void> {
    await this.viewer.leave(async () => (await this.ending({})) !== undefined);
  }
}
