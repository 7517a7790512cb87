import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The page `/license`. */
@Component({ selector: 'app-license-page', template: '', changeDetection: ChangeDetectionStrategy.OnPush })
export class LicensePage {}
