import { logOf } from '../../../test/devices.ts';
import { make } from '../../../test/make.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const COMMENT = 'mutation ($id: ID!, $comment: String) { setClientComment(id: $id, comment: $comment) { id comment } }';
const COMMENTS = `mutation ($ids: [ID!]!, $comment: String) {
  setClientComments(ids: $ids, comment: $comment) { id client { comment } refusal { code } } }`;
const DISMISS = 'mutation ($id: ID!) { dismissCloneSuspicion(id: $id) { id suspectedCloneAt } }';

describe('the comment on a client', () => {
  const api = useApi();

  it('is written and taken away, and each change is in the log once', async () => {
    const tenant = await newTenant(api);
    const { clientId: id } = await make(api.db).client({ accountId: tenant.accountId });

    await api.as(tenant.owner, COMMENT, { id, comment: 'Do not restart <b>' });
    const { data } = await api.as(tenant.owner, COMMENT, { id, comment: 'Do not restart <b>' });
    expect(data).toEqual({ setClientComment: { id, comment: 'Do not restart <b>' } });
    expect((await api.as(tenant.owner, COMMENT, { id, comment: '' })).data).toEqual({
      setClientComment: { id, comment: null },
    });

    expect(await logOf(api, tenant, id)).toEqual(['CLIENT_CHANGED', 'CLIENT_CHANGED']);
  });

  it('is written on many at once, and says which are not there', async () => {
    const [tenant, stranger] = [await newTenant(api), await newTenant(api)];
    const [one, two] = [
      await make(api.db).client({ accountId: tenant.accountId }),
      await make(api.db).client({ accountId: tenant.accountId }),
    ];
    const theirs = await make(api.db).client({ accountId: stranger.accountId });
    const ids = [two, theirs, one, two].map(({ clientId }) => clientId);

    const { data } = await api.as(tenant.owner, COMMENTS, { ids, comment: 'old site' });

    expect(data?.['setClientComments']).toEqual([
      { id: two.clientId, client: { comment: 'old site' }, refusal: null },
      { id: theirs.clientId, client: null, refusal: { code: 'NOT_FOUND' } },
      { id: one.clientId, client: { comment: 'old site' }, refusal: null },
    ]);
    expect(await logOf(api, stranger, theirs.clientId)).toEqual([]);
  });

  const refusals: [what: string, operation: string, variables: object, code: string][] = [
    ['two lines', COMMENT, { id: '123456789', comment: 'a\nb' }, 'BAD_USER_INPUT'],
    ['more than 1,000 characters', COMMENT, { id: '123456789', comment: 'x'.repeat(1001) }, 'BAD_USER_INPUT'],
    ['a client that there is not', COMMENT, { id: '123456789', comment: 'a' }, 'NOT_FOUND'],
    ['a number that is none', COMMENT, { id: "1'", comment: 'a' }, 'NOT_FOUND'],
    ['numbers that are none', COMMENTS, { ids: ["1'"], comment: 'a' }, 'BAD_USER_INPUT'],
    ['more than 100', COMMENTS, { ids: Array(101).fill('123456789'), comment: 'a' }, 'BAD_USER_INPUT'],
    ['a suspicion of nobody', DISMISS, { id: '123456789' }, 'NOT_FOUND'],
  ];
  for (const [what, operation, variables, code] of refusals) {
    it(`refuses ${what}`, async () => {
      const { owner } = await newTenant(api);
      expect(await api.refusals(owner, operation, { ...variables })).toEqual([code]);
    });
  }

  it('is not for those who may only look', async () => {
    const { person } = await newTenant(api);
    const viewer = await person(UserRole.VIEWER);
    expect(await api.refusals(viewer, COMMENT, { id: '123456789' })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(viewer, COMMENTS, { ids: [] })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(viewer, DISMISS, { id: '123456789' })).toEqual(['FORBIDDEN']);
  });
});

describe('the suspicion that a client was cloned', () => {
  const api = useApi();

  it('is taken back by a person, in the log', async () => {
    const tenant = await newTenant(api);
    const { clientId: id } = await make(api.db).client({ accountId: tenant.accountId, suspectedCloneAt: api.now });

    expect((await api.as(tenant.owner, DISMISS, { id })).data).toEqual({
      dismissCloneSuspicion: { id, suspectedCloneAt: null },
    });
    expect(await logOf(api, tenant, id)).toEqual(['CLIENT_CHANGED']);
  });
});
