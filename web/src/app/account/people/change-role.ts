import { ChangeDetectionStrategy, Component, type OnInit, computed, inject, input, output } from '@angular/core';
import { FormControl, FormGroup } from '@angular/forms';
import { Viewer } from '../../core/auth/viewer';
import { type PersonRowFragment, UpdateUserRoleDocument, type UserRole } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { RadioCards } from '../../ui/field/radio-cards';
import { roleChoices } from './role-choices';

/** Lets a person be something else in the account. */
@Component({
  selector: 'app-change-role',
  imports: [FormDialog, RadioCards, T],
  template: `
    <ui-form-dialog
      [heading]="'account.people.role-of' | t: { name: person().name }"
      [action]="'account.people.save-role' | t"
      [form]="form"
      [isBusy]="update.busy()"
      [refusal]="refusal()"
      (sent)="send()"
      (closed)="closed.emit()"
    >
      <ui-radio-cards
        name="role"
        [label]="'account.people.role' | t"
        [options]="roles()"
        [control]="form.controls.role"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangeRole implements OnInit {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);

  readonly person = input.required<PersonRowFragment>();
  readonly changed = output();
  readonly closed = output();

  protected readonly update = run(UpdateUserRoleDocument, { inline: true });
  protected readonly form = new FormGroup({ role: new FormControl<UserRole>('VIEWER', { nonNullable: true }) });
  protected readonly roles = computed(() => roleChoices(this.texts, this.viewer.user()?.role === 'OWNER'));
  protected readonly refusal = computed(() => {
    const refusal = this.update.refusal();
    if (!refusal) return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('account.people.last-owner') : this.refusalTexts.of(refusal);
  });

  ngOnInit(): void {
    this.form.setValue({ role: this.person().role });
  }

  protected async send(): Promise<void> {
    if (await this.update({ input: { id: this.person().id, ...this.form.getRawValue() } })) this.changed.emit();
  }
}
