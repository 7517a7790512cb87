import { Injectable, inject } from '@angular/core';
import { NavigationEnd, Router, type UrlTree } from '@angular/router';

/** Remembers as what each list was last shown, so that the way back from one of its things leads to the same page and filters. */
@Injectable({ providedIn: 'root' })
export class ListMemory {
  private readonly router = inject(Router);
  private readonly addresses = new Map<string, string>();

  constructor() {
    this.router.events.subscribe(event => {
      if (!(event instanceof NavigationEnd)) return;
      const [path = ''] = event.urlAfterRedirects.split('?');
      this.addresses.set(path, event.urlAfterRedirects);
    });
  }

  /** @param path of the list: `/clients` */
  addressOf(path: string): UrlTree {
    return this.router.parseUrl(this.addresses.get(path) ?? path);
  }
}
