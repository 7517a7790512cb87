import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From where people and tools did what the log says, and an index of that alone: it is little among much of devices. */
export class ActorAddress1795697200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event ADD COLUMN actor_ip text');
    await runner.query(
      `CREATE INDEX ix_event_people ON event (account_id, seq) WHERE actor_kind IN ('USER', 'TOKEN', 'OPERATOR')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_event_people');
    await runner.query('ALTER TABLE event DROP COLUMN actor_ip');
  }
}
