import { A11yModule } from '@angular/cdk/a11y';
import { type ConnectedPosition, OverlayModule } from '@angular/cdk/overlay';
import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  TemplateRef,
  contentChild,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';

const BELOW: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 6 },
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 6 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -6 },
];

/**
 * A filter of a list as a chip: its name, and, in use, what it lets through, with a cross to clear it. Pressed, it opens what its
 * `<ng-template>` holds. For a choice among given options there is `ui-choice-filter`.
 */
@Component({
  selector: 'ui-filter',
  imports: [A11yModule, Icon, NgTemplateOutlet, OverlayModule, WordPipe],
  templateUrl: './filter.html',
  styleUrl: './filter.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Filter {
  private readonly trigger = viewChild.required<ElementRef<HTMLElement>>('trigger');

  readonly label = input.required<string>();
  /** What it lets through, in words; undefined or empty while it is not in use. */
  readonly summary = input<string>();
  /** What it holds is about to be shown. */
  readonly opened = output();
  /** The user wants it out of use. */
  readonly clear = output();

  protected readonly content = contentChild.required(TemplateRef);
  protected readonly isOpen = signal(false);
  protected readonly positions = BELOW;

  protected flip(): void {
    if (!this.isOpen()) this.opened.emit();
    this.isOpen.update(isOpen => !isOpen);
  }

  close(): void {
    this.isOpen.set(false);
  }

  /** The cross goes with the filter's use, so the focus moves to what stays. */
  protected clearAndStay(): void {
    this.clear.emit();
    this.close();
    this.trigger().nativeElement.focus();
  }
}
