import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import {
  type InvitationRowFragment,
  PeopleDocument,
  type PersonRowFragment,
  RemoveUserDocument,
  SuspendUserDocument,
  UnsuspendUserDocument,
  WithdrawInvitationDocument,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Ago } from '../../core/time/ago.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Badge } from '../../ui/badge/badge';
import { Card } from '../../ui/card/card';
import { Confirm } from '../../ui/dialog/confirm';
import { Icon } from '../../ui/icon/icon';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { ChangeRole } from './change-role';
import { Invite } from './invite';

/** What is about to be done to a person, once it is confirmed. */
interface Question {
  readonly what: 'suspend' | 'remove';
  readonly person: PersonRowFragment;
}

/** The page `/settings/people`: who belongs to the account, and who is invited. */
@Component({
  selector: 'app-people-page',
  imports: [
    Ago,
    Badge,
    Card,
    ChangeRole,
    Column,
    Confirm,
    Failure,
    Icon,
    Invite,
    MatButtonModule,
    MatMenuModule,
    T,
    Table,
    TzDate,
  ],
  templateUrl: './people-page.html',
  host: { class: 'stack wide' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeoplePage {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly me = inject(Viewer).user;

  protected readonly query = liveQuery(PeopleDocument, () => ({}));
  private readonly shown = computed(() => (this.query.error() ? undefined : this.query.value()));
  protected readonly people = computed(() => this.shown()?.users);
  /** Undefined where there is none, so that nothing is said of it. */
  protected readonly invitations = computed(() => {
    const open = this.shown()?.invitations ?? [];
    return open.length > 0 ? open : undefined;
  });
  protected readonly nameOf = ({ name }: PersonRowFragment) => name;
  protected readonly addressOf = ({ email }: InvitationRowFragment) => email;

  protected readonly isInviting = signal(false);
  protected readonly changing = signal<PersonRowFragment | undefined>(undefined);
  protected readonly question = signal<Question | undefined>(undefined);
  /** The invitation that is about to be withdrawn. */
  protected readonly withdrawn = signal<InvitationRowFragment | undefined>(undefined);

  protected readonly suspending = run(SuspendUserDocument, { inline: true });
  protected readonly removing = run(RemoveUserDocument, { inline: true });
  protected readonly letting = run(UnsuspendUserDocument);
  protected readonly withdrawing = run(WithdrawInvitationDocument, { inline: true });
  protected readonly isBusy = computed(() => this.suspending.busy() || this.removing.busy());
  protected readonly refusal = computed(() => {
    const refusal = this.suspending.refusal() ?? this.removing.refusal();
    if (!refusal) return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('account.people.last-owner') : this.refusalTexts.of(refusal);
  });
  protected readonly withdrawRefusal = computed(() => {
    const refusal = this.withdrawing.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  protected isMe({ id }: PersonRowFragment): boolean {
    return id === this.me()?.id;
  }

  /** An owner is left alone by those who are none. */
  protected isManaged(person: PersonRowFragment): boolean {
    return !this.isMe(person) && (person.role !== 'OWNER' || this.me()?.role === 'OWNER');
  }

  protected told(email: string): void {
    this.isInviting.set(false);
    this.done(this.texts.get('account.people.invited', { email }));
  }

  protected hasChanged(): void {
    this.changing.set(undefined);
    this.done(this.texts.get('account.people.role-changed'));
  }

  protected ask(what: Question['what'], person: PersonRowFragment): void {
    this.suspending.reset();
    this.removing.reset();
    this.question.set({ what, person });
  }

  protected async confirm({ what, person: { id, name } }: Question): Promise<void> {
    if (!(await (what === 'suspend' ? this.suspending({ id }) : this.removing({ id })))) return;
    this.question.set(undefined);
    this.done(this.texts.get(what === 'suspend' ? 'account.people.suspended-now' : 'account.people.removed', { name }));
  }

  protected async letIn({ id, name }: PersonRowFragment): Promise<void> {
    if (await this.letting({ id })) this.done(this.texts.get('account.people.let-in', { name }));
  }

  protected async withdraw({ id }: InvitationRowFragment): Promise<void> {
    if (!(await this.withdrawing({ id }))) return;
    this.withdrawn.set(undefined);
    this.done(this.texts.get('account.people.withdrawn'));
  }

  private done(words: string): void {
    this.toasts.done(words);
    this.query.reload();
  }
}
