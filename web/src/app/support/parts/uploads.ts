import { DestroyRef, type Signal, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { FormControl } from '@angular/forms';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { type Refusal, refusalOf } from '../../core/graphql/refusal';
import { Texts } from '../../core/i18n/texts';
import type { FileNote } from '../../ui/field/file-field';
import { FileRefused, SEND_FILE, type Sending } from './send-file';

interface Upload {
  readonly progress: number;
  readonly id?: string;
  readonly refusal?: Refusal;
}

/** The files of a form, which are sent as soon as they are chosen. */
export interface Uploads {
  /** How far each has come, and what became of it. */
  readonly notes: Signal<ReadonlyMap<File, FileNote>>;
  /** The ids of all that were chosen, once none is on its way; undefined where one was refused. */
  ids(): Promise<string[] | undefined>;
}

/** Sends what is chosen in a file field, and breaks off what is removed from it. Call it where `inject` may be called. */
export function uploads(control: FormControl<readonly File[]>): Uploads {
  const sendFile = inject(SEND_FILE);
  const texts = inject(Texts);
  const refusalTexts = inject(RefusalTexts);
  const known = signal<ReadonlyMap<File, Upload>>(new Map());
  const sending = new Map<File, Sending & { readonly over: Promise<void> }>();

  const note = (file: File, upload: Upload) => {
    // What was removed meanwhile is of no interest any more.
    if (control.value.includes(file)) known.update(all => new Map(all).set(file, upload));
  };
  const begin = (file: File) => {
    const going = sendFile(file, progress => {
      note(file, { progress });
    });
    note(file, { progress: 0 });
    const over = going.id.then(
      id => {
        note(file, { progress: 100, id });
      },
      (error: unknown) => {
        note(file, { progress: 0, refusal: error instanceof FileRefused ? error.refusal : refusalOf(error) });
      },
    );
    sending.set(file, { ...going, over });
  };
  const end = (file: File) => {
    sending.get(file)?.cancel();
    sending.delete(file);
    known.update(all => new Map([...all].filter(([other]) => other !== file)));
  };

  control.valueChanges.pipe(takeUntilDestroyed()).subscribe(files => {
    for (const file of [...sending.keys()].filter(each => !files.includes(each))) end(file);
    for (const file of files.filter(each => !sending.has(each))) begin(file);
  });
  inject(DestroyRef).onDestroy(() => {
    for (const file of [...sending.keys()]) sending.get(file)?.cancel();
  });

  const wordsOf = ({ code, details }: Refusal) => {
    const { reason } = details;
    return code === 'ATTACHMENT_REFUSED' && typeof reason === 'string'
      ? texts.find(`support.file.${reason}`)
      : refusalTexts.of({ code, details });
  };
  return {
    notes: computed(
      () =>
        new Map(
          [...known()].map(([file, { progress, id, refusal }]) => [
            file,
            refusal ? { fault: wordsOf(refusal) } : id === undefined ? { progress } : {},
          ]),
        ),
    ),
    async ids() {
      await Promise.all([...sending.values()].map(({ over }) => over));
      const ids = control.value.map(file => known().get(file)?.id);
      return ids.every(id => id !== undefined) ? ids : undefined;
    },
  };
}
