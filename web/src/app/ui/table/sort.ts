/** What a table is sorted by: the `sortBy` of one of its columns. */
export interface Sort {
  readonly by: string;
  readonly isDescending: boolean;
}

/** The order after a press on a heading: another column begins ascending, the same one turns round. */
export function sortAfterPress(present: Sort | undefined, by: string): Sort {
  return { by, isDescending: present?.by === by && !present.isDescending };
}
