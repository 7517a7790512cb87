import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The page `/welcome`. */
@Component({ selector: 'app-welcome', template: '', changeDetection: ChangeDetectionStrategy.OnPush })
export class Welcome {}
