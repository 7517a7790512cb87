import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a session's devices were told that it reaches its greatest length. */
export class SessionWarnings1795655221197 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session ADD COLUMN warned_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP COLUMN warned_at');
  }
}
