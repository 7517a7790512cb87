import type { Office } from '../office.ts';
import type { Call } from './call.ts';
import type { Signature } from './option.ts';

/** What a command answers: the same for a program and for a person. */
export interface Outcome {
  /** Printed by `--json`, as one document. */
  readonly json: unknown;
  /** Printed otherwise. */
  readonly text: string;
  /** Whether it has found something that is not as it should be; the exit code is 1 then. */
  readonly isFault?: boolean;
}

/** One thing that the operator can do from the command line. */
export interface Command extends Signature {
  /** One or two words, as they are typed. */
  readonly name: string;
  readonly about: string;
  /** What one would type, behind `portal`. */
  readonly example: string;
  readonly run: (call: Call, office: Office) => Promise<Outcome>;
}
