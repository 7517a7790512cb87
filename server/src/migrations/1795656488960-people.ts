import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations, found by the SHA-256 of their link's secret; and the rule that an account has an owner who can sign in. */
export class People1795656488960 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE invitation (
      account_id uuid NOT NULL,
      id uuid NOT NULL,
      email text COLLATE "C" NOT NULL,
      role text NOT NULL,
      language text NOT NULL,
      invited_by_id uuid NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT pk_invitation PRIMARY KEY (account_id, id),
      CONSTRAINT fk_invitation_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
      CONSTRAINT fk_invitation_user FOREIGN KEY (account_id, invited_by_id)
        REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX ix_invitation_user ON invitation (account_id, invited_by_id)');
    await runner.query(`CREATE TABLE invitation_secret (
      hash bytea PRIMARY KEY,
      account_id uuid NOT NULL,
      invitation_id uuid NOT NULL,
      FOREIGN KEY (account_id, invitation_id) REFERENCES invitation (account_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX ix_invitation_secret_invitation ON invitation_secret (account_id, invitation_id)');
    for (const statement of OWNERS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER account_has_owner ON portal_user');
    await runner.query('DROP FUNCTION require_owner');
    await runner.query('DROP TABLE invitation_secret, invitation');
  }
}

// Whoever takes an owner away waits for the others who do, so that no two count on each other's. An account that is
// deleted has nobody to count.
const OWNERS = [
  `CREATE FUNCTION require_owner() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM FROM account_tally WHERE account_id = OLD.account_id FOR UPDATE;
     IF EXISTS (SELECT FROM account WHERE id = OLD.account_id) AND NOT EXISTS (
       SELECT FROM portal_user WHERE account_id = OLD.account_id AND role = 'OWNER' AND suspended_at IS NULL)
     THEN
       RAISE EXCEPTION 'An account has an owner' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_account_has_owner';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER account_has_owner AFTER UPDATE OF role, suspended_at OR DELETE ON portal_user
   FOR EACH ROW WHEN (OLD.role = 'OWNER' AND OLD.suspended_at IS NULL) EXECUTE FUNCTION require_owner()`,
];
