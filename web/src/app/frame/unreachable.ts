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

  protected tryAgain(): void {
    void this.router.navigateByUrl(this.router.url, { onSameUrlNavigation: 'reload' });
  }
}
