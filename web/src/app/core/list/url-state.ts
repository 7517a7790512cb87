import { type Signal, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, type ParamMap, Router } from '@angular/router';

/** One value that stands in the address: how it is read there, and how it is written. What is not valid is the usual value. */
export interface UrlField<Value> {
  read(text: string | null): Value;
  /** Undefined where the value is the usual one, which the address leaves out. */
  write(value: Value): string | undefined;
}

export type UrlFields = Readonly<Record<string, UrlField<unknown>>>;
export type ValuesOf<F> = { readonly [Name in keyof F]: F[Name] extends UrlField<infer Value> ? Value : never };

/** What a page shows, kept in its address: so a view can be sent to somebody, and going back goes back to it. */
export interface UrlState<Values> {
  readonly value: Signal<Values>;
  /**
   * Changes some of the values, at once on the page and then in the address.
   *
   * @param isPassing it takes no step of its own in the history: what is typed
   */
  change(changes: Partial<Values>, isPassing?: boolean): void;
}

/** Any text of at most `longest` characters; usually none. */
export function urlText(longest = 100): UrlField<string> {
  return { read: text => (text ?? '').slice(0, longest), write: value => value || undefined };
}

/** One of some words; usually `usual`. */
export function urlChoice<Value extends string, Usual extends Value | undefined>(
  words: readonly Value[],
  usual: Usual,
): UrlField<Value | Usual> {
  return {
    read: text => words.find(word => word === text) ?? usual,
    write: value => (value === usual ? undefined : value),
  };
}

/** Several of some words, in the order of the words; usually none. */
export function urlChoices<Value extends string>(words: readonly Value[]): UrlField<readonly Value[]> {
  return {
    read: text => {
      const named = (text ?? '').split(',');
      return words.filter(word => named.includes(word));
    },
    write: values => values.join(',') || undefined,
  };
}

/** Several texts that are not known beforehand, none of which holds a comma; usually none. */
export function urlTexts(most = 50): UrlField<readonly string[]> {
  return {
    read: text => (text ?? '').split(',').filter(Boolean).slice(0, most),
    write: values => values.join(',') || undefined,
  };
}

/** A whole number within bounds; usually `usual`. */
export function urlNumber<Usual extends number | undefined>(
  least: number,
  most: number,
  usual: Usual,
): UrlField<number | Usual> {
  return {
    read: text => {
      const number = Number(text);
      return text && Number.isInteger(number) && number >= least && number <= most ? number : usual;
    },
    write: value => (value === usual || value === undefined ? undefined : String(value)),
  };
}

/** Call it where `inject` may be called, in a page that the router shows. */
export function urlState<F extends UrlFields>(fields: F): UrlState<ValuesOf<F>> {
  type Values = ValuesOf<F>;
  const [route, router] = [inject(ActivatedRoute), inject(Router)];
  const names = Object.keys(fields);
  const valuesIn = (params: ParamMap) =>
    Object.fromEntries(names.map(name => [name, fields[name]?.read(params.get(name))])) as Values;

  // A change holds from now on, though the address follows a moment later.
  const wanted = signal(valuesIn(route.snapshot.queryParamMap), { equal: isSame });
  route.queryParamMap.pipe(takeUntilDestroyed()).subscribe(params => wanted.set(valuesIn(params)));

  const change = (changes: Partial<Values>, isPassing = false) => {
    const next = { ...wanted(), ...changes };
    if (isSame(next, wanted())) return;
    wanted.set(next);
    const queryParams = Object.fromEntries(names.map(name => [name, fields[name]?.write(next[name]) ?? null]));
    void router.navigate([], { relativeTo: route, queryParams, queryParamsHandling: 'merge', replaceUrl: isPassing });
  };
  return { value: wanted.asReadonly(), change };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
