import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { switchMap } from 'rxjs';
import { Icon } from '../icon/icon';
import { ProgressBar } from '../progress-bar/progress-bar';
import { WordPipe } from '../words/word.pipe';
import { Words } from '../words/words';
import { Field } from './field';
import { formatBytes } from './format-bytes';

/** What a form says of a file that was chosen. */
export interface FileNote {
  /** How far it has come on its way, 0 to 100; left out where it is not on its way. */
  readonly progress?: number;
  /** Why it cannot be used, in words. */
  readonly fault?: string;
}

/** Files from the user's machine, by dropping or by choosing. What is too large, too many or of another kind is not taken. */
@Component({
  selector: 'ui-file-field',
  imports: [Icon, MatButtonModule, ProgressBar, WordPipe],
  templateUrl: './file-field.html',
  styleUrl: './file-field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FileField extends Field<readonly File[]> {
  private readonly kitWords = inject(Words);
  private readonly language = inject(DOCUMENT).documentElement.lang || 'en';

  /** As an input's `accept`: `.png,.jpg`. Empty takes everything. */
  readonly accept = input('');
  /** Of one file. */
  readonly maxBytes = input.required<number>();
  readonly maxFiles = input(1);
  readonly notes = input<ReadonlyMap<File, FileNote>>(new Map());

  protected readonly files = signal<readonly File[]>([]);
  /** Why the last choice was not taken as it was; empty where it was. */
  protected readonly refused = signal('');
  protected readonly isOver = signal(false);
  protected readonly limits = computed(() =>
    this.kitWords.get('file-limits', { count: this.maxFiles(), size: this.bytes(this.maxBytes()) }),
  );

  constructor() {
    super();
    // A form that is emptied has no files any more.
    toObservable(this.control)
      .pipe(
        switchMap(control => control.valueChanges),
        takeUntilDestroyed(),
      )
      .subscribe(files => {
        this.files.set(files);
      });
  }

  protected bytes(size: number): string {
    return formatBytes(size, this.language);
  }

  protected add(list: FileList | null | undefined): void {
    const offered = [...(list ?? [])];
    const ofKind = offered.filter(file => this.isAccepted(file));
    const fitting = ofKind.filter(file => file.size <= this.maxBytes());
    const known = this.maxFiles() === 1 ? [] : this.files();
    const next = [...known, ...fitting].slice(0, this.maxFiles());
    this.isOver.set(false);
    this.refused.set(
      ofKind.length < offered.length
        ? this.kitWords.get('file-kind', { kinds: this.accept() })
        : fitting.length < ofKind.length
          ? this.kitWords.get('file-large', { size: this.bytes(this.maxBytes()) })
          : known.length + fitting.length > next.length
            ? this.kitWords.get('file-many', { count: this.maxFiles() })
            : '',
    );
    this.take(next);
  }

  protected remove(file: File): void {
    this.refused.set('');
    this.take(this.files().filter(other => other !== file));
  }

  private take(files: readonly File[]): void {
    this.files.set(files);
    this.control().setValue(files);
    this.control().markAsDirty();
  }

  private isAccepted(file: File): boolean {
    const kinds = this.accept()
      .split(',')
      .map(kind => kind.trim().toLowerCase())
      .filter(Boolean);
    const name = file.name.toLowerCase();
    return kinds.length === 0 || kinds.some(kind => (kind.startsWith('.') ? name.endsWith(kind) : file.type === kind));
  }
}
