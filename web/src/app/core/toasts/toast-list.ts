import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../../ui/icon/icon';
import { T } from '../i18n/t.pipe';
import { Toasts } from './toasts';

/** The toasts, at the bottom edge. The region stands there always, so that a screen reader hears what comes into it. */
@Component({
  selector: 'app-toast-list',
  imports: [Icon, MatButtonModule, T],
  templateUrl: './toast-list.html',
  styleUrl: './toast-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ToastList {
  protected readonly toasts = inject(Toasts);
}
