import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../core/graphql/scalars.ts';

/** Which past a chart shows. */
export enum SeriesRange {
  LAST_24_HOURS = 'LAST_24_HOURS',
  LAST_30_DAYS = 'LAST_30_DAYS',
}

registerEnumType(SeriesRange, {
  name: 'SeriesRange',
  description: 'Which past a chart shows.',
  valuesConfig: {
    LAST_24_HOURS: { description: '24 points of an hour; the last one is the hour that runs.' },
    LAST_30_DAYS: { description: '30 points of a calendar day; the last one is today.' },
  },
});

@ObjectType({ description: "What an account's counters say now, and what they said before.", simpleResolvers: true })
export class Dashboard {
  @Field(() => Int, { description: 'Clients that are registered to the account.' })
  connectedClients!: number;

  @Field(() => Int, { description: 'Clients whose connection is open, or dropped less than its grace ago.' })
  onlineClients!: number;

  @Field(() => Int, { description: 'Sessions that run now, from and to the clients of the account.' })
  activeSessions!: number;

  @Field(() => DateTime, { description: 'When the counters were read.' })
  asOf!: Date;
}

@ObjectType({ description: 'What the counters said at a moment.', simpleResolvers: true })
export class TallySample {
  @Field(() => DateTime, { description: 'The moment: every fifth minute.' })
  at!: Date;

  @Field(() => Int, { description: 'Clients that were registered.' })
  connectedClients!: number;

  @Field(() => Int, { description: 'Clients that were online.' })
  onlineClients!: number;

  @Field(() => Int, { description: 'Sessions that ran.' })
  activeSessions!: number;
}

@ObjectType({ description: 'One point of a chart.', simpleResolvers: true })
export class SeriesPoint {
  @Field(() => DateTime, { description: 'When its hour or day begins; it ends where the next one begins.' })
  at!: Date;

  @Field(() => Int, { description: 'Sessions that started in it; 0 where none did.' })
  sessions!: number;
}
