/** An option of a command, as `--name VALUE`, or `--name` alone for a flag. */
export interface Option {
  /** What the usage shows for the value, such as DATE; a flag has none. */
  readonly value?: string;
  readonly about: string;
  readonly isRequired?: boolean;
}

/** What may be typed behind a command's name. */
export interface Signature {
  /** What stands behind the name, in this order; all of it must be given. */
  readonly takes?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
}
