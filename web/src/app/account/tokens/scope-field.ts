import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TokenScope } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Field } from '../../ui/field/field';
import { ScopeWords } from './scope-words.pipe';
import { areasOf } from './scopes';

/** What a token may do: a row for each area, a box for seeing it and one for changing it. */
@Component({
  selector: 'app-scope-field',
  imports: [ScopeWords, T],
  templateUrl: './scope-field.html',
  styleUrl: './scope-field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ScopeField extends Field<readonly TokenScope[]> {
  /** Those that can be given: nobody gives what they lack. */
  readonly scopes = input.required<readonly TokenScope[]>();

  protected readonly areas = computed(() =>
    areasOf(this.scopes()).map(({ word, read, write }) => ({
      word,
      boxes: [
        { kind: 'read' as const, scope: read },
        { kind: 'write' as const, scope: write },
      ].flatMap(({ kind, scope }) => (scope ? [{ kind, scope }] : [])),
    })),
  );

  protected has(scope: TokenScope): boolean {
    return this.value().includes(scope);
  }

  protected choose(scope: TokenScope, isChosen: boolean): void {
    const others = this.value().filter(other => other !== scope);
    this.control().setValue(isChosen ? [...others, scope] : others);
    this.control().markAsDirty();
  }
}
