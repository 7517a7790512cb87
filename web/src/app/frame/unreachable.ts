import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { T } from '../core/i18n/t.pipe';
import { ErrorState } from '../ui/error-state/error-state';

/** What is shown, under the address that was asked for, while the server gives no answer to who is signed in. */
@Component({
  selector: 'app-unreachable',
  imports: [ErrorState, T],
  templateUrl: './unreachable.html',
  styleUrl: './unreachable.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Unreachable {
  private readonly router = inject(Router);
  private readonly location = inject(Location);

  protected tryAgain(): void {
    // The address bar still has what was asked for; the router has this page.
    const asked = this.location.path();
    void this.router.navigateByUrl(asked.startsWith('/unreachable') ? '/' : asked);
  }
}
