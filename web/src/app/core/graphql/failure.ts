import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { ErrorState } from '../../ui/error-state/error-state';
import { T } from '../i18n/t.pipe';
import { RefusalTexts } from './refusal-texts';
import { refusalOf } from './refusal';

/** The failed state of a query: the text of its refusal, and another try. `<app-failure [error]="query.error()" (retry)="query.reload()" />` */
@Component({
  selector: 'app-failure',
  imports: [ErrorState, T],
  templateUrl: './failure.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Failure {
  private readonly texts = inject(RefusalTexts);

  readonly error = input.required<unknown>();
  /** The user asks to try again. */
  readonly retry = output();

  protected readonly text = computed(() => this.texts.of(refusalOf(this.error())));
}
