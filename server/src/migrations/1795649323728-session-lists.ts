import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of sessions are walked by that go one way, ended for a reason, or have a comment: each is a part of them all. */
export class SessionLists1795649323728 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_session_out ON session (account_id, started_at, id) WHERE from_own');
    await runner.query('CREATE INDEX ix_session_in ON session (account_id, started_at, id) WHERE to_own');
    await runner.query(
      'CREATE INDEX ix_session_end_reason ON session (account_id, end_reason, started_at, id) WHERE end_reason IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX ix_session_comment ON session (account_id, started_at, id) WHERE comment IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_session_out, ix_session_in, ix_session_end_reason, ix_session_comment');
  }
}
