import { ApiError } from '../../core/errors.ts';
import { inOrderOf } from '../../core/graphql/loaders.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';
import type { ClientRow } from '../client-row.ts';
import { Platform } from '../platform.ts';
import { linkOf, reasonAgainst, withPrefix } from './connect-template.ts';

/** The systems to which the programs connect that such links open. */
const PLATFORMS: ReadonlySet<Platform> = new Set([Platform.WINDOWS, Platform.LINUX]);

/** The prefix of the custom clients of each account; null where it has none yet. Custom clients are made on a floor above. */
export type PrefixesOf = (accountIds: readonly string[]) => Promise<(string | null)[]>;

/** Knows by which link people connect to an account's clients. */
export class ConnectService {
  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
    private readonly prefixes: PrefixesOf,
  ) {}

  /** For `Loaders.by`: the template of each account; null where it wants none. */
  readonly templates = async (accountIds: readonly string[]): Promise<(string | null)[]> => {
    const rows = await this.reader.quickRows<{ id: string; template: string | null }>(
      'connect.templates',
      'SELECT id, connect_template AS template FROM account WHERE id = ANY ($1)',
      [accountIds],
    );
    return inOrderOf(accountIds, rows, ({ id }) => id).map(row => row?.template ?? null);
  };

  /** For `Loaders.by`: the template of each account with its prefix in it; null where it wants none, or has no prefix yet. */
  readonly filledTemplates = async (accountIds: readonly string[]): Promise<(string | null)[]> => {
    const templates = await this.templates(accountIds);
    const filled = (prefixes: readonly (string | null)[]) =>
      templates.map((template, index) => template && withPrefix(template, prefixes[index] ?? null));
    const isPlain = templates.every(template => template === null || withPrefix(template, null) !== null);
    return filled(isPlain ? [] : await this.prefixes(accountIds));
  };

  /** The link to a client; null where its system takes none, or it takes no sessions. */
  urlOf(template: string | null, { id, platform, connectionType }: ClientRow): string | null {
    if (template === null || !PLATFORMS.has(platform) || connectionType === ConnectionType.OUTGOING) return null;
    return linkOf(template, id);
  }

  /**
   * Sets the link for the whole account.
   *
   * @param template with `{id}` in it; null for no links
   * @throws ApiError BAD_USER_INPUT for what could do anything else than open a program or a page
   */
  async setTemplate(viewer: Viewer, template: string | null): Promise<void> {
    const reason = template === null ? undefined : reasonAgainst(template);
    if (reason) throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { template: [reason] } });

    const { accountId } = viewer;
    await this.ledger.write(accountId, async entry => {
      const [, changed]: [unknown, number] = await entry.sql.query(
        'UPDATE account SET connect_template = $2 WHERE id = $1 AND connect_template IS DISTINCT FROM $2',
        [accountId, template],
      );
      if (changed === 0) return;
      entry.append({ accountId, type: EventType.CONNECT_LINK_CHANGED, actor: actorOf(viewer), data: { template } });
    });
  }
}
