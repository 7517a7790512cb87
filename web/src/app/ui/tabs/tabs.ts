import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  Directive,
  ElementRef,
  TemplateRef,
  computed,
  contentChildren,
  inject,
  input,
  model,
} from '@angular/core';

/** One tab of a `ui-tabs`: `<ng-template uiTab="overview" [label]="…">`, made only while it is shown. */
@Directive({ selector: 'ng-template[uiTab]' })
export class Tab {
  /** A plain word, unique among its neighbors. */
  readonly uiTab = input.required<string>();
  readonly label = input.required<string>();

  readonly template = inject(TemplateRef);
}

let made = 0;

/** Views of one thing, one at a time, within a card or a dialog. What has an address of its own is a `ui-sub-navigation` instead. */
@Component({
  selector: 'ui-tabs',
  imports: [NgTemplateOutlet],
  template: `
    <div class="list" role="tablist" [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.uiTab()) {
        <button
          type="button"
          role="tab"
          [id]="idOf(tab)"
          [attr.aria-selected]="tab === shown()"
          [attr.aria-controls]="panelId"
          [tabindex]="tab === shown() ? 0 : -1"
          (click)="chosen.set(tab.uiTab())"
          (keydown)="press($event)"
        >
          {{ tab.label() }}
        </button>
      }
    </div>
    @if (shown(); as tab) {
      <div class="panel" role="tabpanel" [id]="panelId" [attr.aria-labelledby]="idOf(tab)">
        <ng-container [ngTemplateOutlet]="tab.template" />
      </div>
    }
  `,
  styleUrl: './tabs.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Tabs {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly id = `tabs-${String(++made)}`;

  readonly label = input.required<string>();
  /** The `uiTab` of the one shown; the first where there is none. */
  readonly chosen = model<string>();

  protected readonly panelId = `${this.id}-panel`;
  protected readonly tabs = contentChildren(Tab);
  protected readonly shown = computed(() => this.tabs().find(tab => tab.uiTab() === this.chosen()) ?? this.tabs()[0]);

  protected idOf(tab: Tab): string {
    return `${this.id}-${tab.uiTab()}`;
  }

  /** The arrow keys go along the list as it is written, from the right where that is so. */
  protected press(event: KeyboardEvent): void {
    const isFromRight = getComputedStyle(this.element.nativeElement).direction === 'rtl';
    const count = this.tabs().length;
    const present = this.tabs().findIndex(tab => tab === this.shown());
    const forward = isFromRight ? 'ArrowLeft' : 'ArrowRight';
    const backward = isFromRight ? 'ArrowRight' : 'ArrowLeft';
    const target = { [forward]: present + 1, [backward]: present - 1 + count, Home: 0, End: count - 1 }[event.key];
    if (target === undefined || count === 0) return;
    event.preventDefault();
    this.chosen.set(this.tabs()[target % count]?.uiTab());
    this.element.nativeElement.querySelectorAll<HTMLElement>('[role=tab]')[target % count]?.focus();
  }
}
