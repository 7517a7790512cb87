import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The page `/sign-in`. */
@Component({ selector: 'app-sign-in', template: '', changeDetection: ChangeDetectionStrategy.OnPush })
export class SignIn {}
