import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ThemeChoice } from './core/theme/theme';
import { ToastList } from './core/toasts/toast-list';

/** The root: whatever page the address names, and the messages above it. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet, ToastList],
  template: '<router-outlet /><app-toast-list />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  constructor() {
    // Made here, since the theme must hold on pages that offer no choice of it.
    inject(ThemeChoice);
  }
}
