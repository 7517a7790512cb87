import { OverlayContainer } from '@angular/cdk/overlay';
import { Injectable, inject } from '@angular/core';
import { BRAND } from './brand';

/** Menus open at the end of the page, outside of its landmarks: this makes one of their own around them. */
@Injectable({ providedIn: 'root' })
export class OverlayRegion extends OverlayContainer {
  private readonly brand = inject(BRAND);

  protected override _createContainer(): void {
    super._createContainer();
    this._containerElement?.setAttribute('role', 'region');
    this._containerElement?.setAttribute('aria-label', this.brand);
  }
}
