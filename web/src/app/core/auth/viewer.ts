import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { Connection } from '../graphql/connection';
import { dataOf } from '../graphql/data-of';
import { type Right, type UserFragment, ViewerDocument, type ViewerQuery } from '../graphql/generated';
import { Locale } from '../i18n/locale';
import { GO_TO } from './go-to';
import { signInAddress } from './next-path';

/** Who is signed in. The cookie is out of a script's reach, so the server is asked. */
@Injectable({ providedIn: 'root' })
export class Viewer {
  private readonly apollo = inject(Apollo);
  private readonly locale = inject(Locale);
  private readonly router = inject(Router);
  private readonly goTo = inject(GO_TO);
  private readonly present = signal<UserFragment | undefined>(undefined);
  private asked?: Promise<UserFragment | undefined>;
  private isLeaving = false;

  /** Undefined for a stranger, and before the first answer. */
  readonly user = this.present.asReadonly();

  /** Whether they may: what they may not is not offered. The server decides all the same. */
  can(right: Right): boolean {
    return this.present()?.rights.includes(right) ?? false;
  }

  constructor() {
    inject(Connection)
      .signInEnded.pipe(takeUntilDestroyed())
      .subscribe(() => void this.leaveIfEnded());
  }

  /**
   * The user, asked for once.
   *
   * @throws where the server gives no answer; the next call asks again
   */
  async known(): Promise<UserFragment | undefined> {
    if (this.present()) return this.present();
    this.asked ??= this.ask();
    try {
      return await this.asked;
    } finally {
      this.asked = undefined;
    }
  }

  /** Somebody has signed in: the portal speaks their language and shows their time. */
  async enter(user: UserFragment): Promise<void> {
    this.present.set(user);
    this.locale.zone.set(user.preferences.timeZone);
    await this.locale.use(user.preferences.language);
  }

  /**
   * Leaves for the sign-in page once `end` has ended the sign-in. What the server closes on the way is no surprise then.
   *
   * @param end sends the wish; tells whether it was done
   */
  async leave(end: () => Promise<boolean>): Promise<void> {
    this.isLeaving = true;
    if (await end()) {
      this.goTo('/sign-in');
      return;
    }
    this.isLeaving = false;
    await this.leaveIfEnded();
  }

  private async ask(): Promise<UserFragment | undefined> {
    const asked = this.apollo.query({ query: ViewerDocument, fetchPolicy: 'no-cache' });
    const { viewer } = dataOf<ViewerQuery>(await firstValueFrom(asked));
    if (viewer?.__typename !== 'UserViewer') return undefined;
    await this.enter(viewer);
    return viewer;
  }

  /** A refusal may have been about something else, so the server is asked before the page is left. */
  private async leaveIfEnded(): Promise<void> {
    if (!this.present() || this.asked || this.isLeaving) return;
    this.asked = this.ask();
    try {
      if (!(await this.asked)) this.goTo(signInAddress(this.router.url));
    } catch {
      // No answer is no proof: the user stays, and the connection's state says the rest.
    } finally {
      this.asked = undefined;
    }
  }
}
