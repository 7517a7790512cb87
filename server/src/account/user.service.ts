import type { DataSource } from 'typeorm';
import { ApiError } from '../core/errors.ts';
import { inOrderOf } from '../core/graphql/loaders.ts';
import type { UserViewer } from '../core/viewer.ts';
import type { UpdatePreferencesInput } from './preferences/preferences.input.ts';
import { User } from './user.entity.ts';

/** Reads and changes the users of accounts. */
export class UserService {
  constructor(private readonly db: DataSource) {}

  /** For `Loaders.by`: the user of each `<account id> <user id>`. */
  readonly byKeys = async (keys: readonly string[]): Promise<(User | null)[]> => {
    const pairs = keys.map(key => key.split(' '));
    const where = pairs.map(([accountId = '', id = '']) => ({ accountId, id }));
    const users = await this.db.getRepository(User).findBy(where);
    return inOrderOf(keys, users, ({ accountId, id }) => `${accountId} ${id}`);
  };

  /** The viewer's own row. @throws ApiError UNAUTHENTICATED where the user was removed */
  async of({ accountId, userId }: UserViewer): Promise<User> {
    const user = await this.db.getRepository(User).findOneBy({ accountId, id: userId });
    if (!user) throw new ApiError('UNAUTHENTICATED', 'Sign in first');
    return user;
  }

  /** Changes what the input names. What a person prefers is no matter of the account, so the log does not have it. */
  async updatePreferences(viewer: UserViewer, input: UpdatePreferencesInput): Promise<User> {
    const { language, timeZone, csvScope, csvDateFormat } = input;
    const wanted = {
      ...(language && { language }),
      ...(timeZone && { timeZone }),
      ...(csvScope && { csvScope }),
      ...(csvDateFormat && { csvDateFormat }),
    };
    if (Object.keys(wanted).length > 0) {
      await this.db.getRepository(User).update({ accountId: viewer.accountId, id: viewer.userId }, wanted);
    }
    return this.of(viewer);
  }
}
