import { ArrayMaxSize, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../core/graphql/scalars.ts';
import { PlainText } from '../../core/graphql/validation.ts';
import { DEVICE_KEY, DIALED } from './dialed.ts';
import { MAX_COMMENT } from '../session.input.ts';

/** How many sessions a device may hold at once, which is also what one report may list. */
export const MAX_HELD = 100;

const badKey = { message: 'must be 1 to 64 letters, digits and . _ : -' };
const badDialed = { message: 'must be a number of 9 or 10 digits, or an alias: name@namespace' };
const BOOT = "The device's name for the time since it started; 1 to 64 letters, digits and `. _ : -`.";
const LOCAL = "The device's own name for the session, unique within its boot; 1 to 64 letters, digits and `. _ : -`.";

@InputType({ description: 'A session that a device starts, or takes from another.' })
export class StartSessionInput {
  @Field(() => ID, { description: BOOT })
  @Matches(DEVICE_KEY, badKey)
  bootId!: string;

  @Field(() => ID, { description: LOCAL })
  @Matches(DEVICE_KEY, badKey)
  localId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Whom the device connects to: a number or an alias. Exactly one of this and `fromClientId` is given.',
  })
  @Matches(DIALED, badDialed)
  toClientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who connects to the device: a number or an alias.' })
  @Matches(DIALED, badDialed)
  fromClientId?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it was asked for, by the device's clock. Counts within the last 2 minutes; else the server's time does.",
  })
  requestedAt?: Date | null;

  @Field(() => String, { nullable: true, description: `A comment: one line of at most ${MAX_COMMENT} characters.` })
  @PlainText(MAX_COMMENT)
  comment?: string | null;
}

@InputType({ description: 'A session that has ended at the device.' })
export class EndSessionInput {
  @Field(() => ID, { description: BOOT })
  @Matches(DEVICE_KEY, badKey)
  bootId!: string;

  @Field(() => ID, { description: LOCAL })
  @Matches(DEVICE_KEY, badKey)
  localId!: string;

  @Field(() => String, {
    nullable: true,
    description: `A comment: one line of at most ${MAX_COMMENT} characters. It is added to one that is there already.`,
  })
  @PlainText(MAX_COMMENT)
  comment?: string | null;
}

@InputType({ description: 'A session that a device holds. The device is one of its two ends.' })
export class ReportedSession {
  @Field(() => ID, { description: `${BOOT} An older one than the report's, where the session outlived a restart.` })
  @Matches(DEVICE_KEY, badKey)
  bootId!: string;

  @Field(() => ID, { description: LOCAL })
  @Matches(DEVICE_KEY, badKey)
  localId!: string;

  @Field(() => ID, { description: 'The end that connects: a number or an alias.' })
  @Matches(DIALED, badDialed)
  fromClientId!: string;

  @Field(() => ID, { description: 'The end that it connects to: a number or an alias.' })
  @Matches(DIALED, badDialed)
  toClientId!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it began, by the device's clock; kept beside the server's time.",
  })
  startedAt?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The session that an INCOMING_SESSION announced: it is linked with what the other end reports, not doubled.',
  })
  sessionId?: string | null;
}

@InputType({ description: 'All sessions that a device holds.' })
export class ReportSessionsInput {
  @Field(() => ID, { description: BOOT })
  @Matches(DEVICE_KEY, badKey)
  bootId!: string;

  @Field(() => [ReportedSession], {
    description: `Every session there is, ${MAX_HELD} at most. Of several with the same key the first counts.`,
  })
  @ArrayMaxSize(MAX_HELD)
  @ValidateNested({ each: true })
  sessions!: ReportedSession[];

  @Field(() => DateTime, { nullable: true, description: "What the device's clock says now." })
  deviceTime?: Date | null;
}
