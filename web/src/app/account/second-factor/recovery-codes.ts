import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../../core/auth/viewer';
import { BRAND } from '../../core/brand';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { SAVE_TEXT } from '../../core/save-text';
import { asksBeforeUnload } from '../../core/unsaved/unsaved';
import { Banner } from '../../ui/banner/banner';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { Icon } from '../../ui/icon/icon';

const FILE_NAME = 'recovery-codes.txt';

/** New recovery codes, the one time that they are shown. They stay until the user has kept them. */
@Component({
  selector: 'app-recovery-codes',
  imports: [Banner, CopyButton, Icon, MatButtonModule, T],
  templateUrl: './recovery-codes.html',
  styleUrl: './recovery-codes.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecoveryCodes {
  private readonly user = inject(Viewer).user;
  private readonly brand = inject(BRAND);
  private readonly texts = inject(Texts);
  private readonly saveText = inject(SAVE_TEXT);

  readonly codes = input.required<readonly string[]>();
  /** The user says that they are kept; they are to be taken away now. */
  readonly kept = output();

  protected readonly list = computed(() => this.codes().join('\n'));

  constructor() {
    asksBeforeUnload(() => true);
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    // Into view, and read aloud: they stand where the card said something else before.
    afterNextRender(() => nativeElement.querySelector('h3')?.focus());
  }

  protected download(): void {
    const head = this.texts.get('account.second.file-head', { email: this.user()?.email ?? '', brand: this.brand });
    this.saveText(FILE_NAME, `${head}\n\n${this.list()}\n`);
  }
}
