import type { ApolloTestingController } from 'apollo-angular/testing';
import { license, offer } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import {
  BuyNamespaceDocument,
  type LicenseTermsFragment,
  NamespaceOfferDocument,
  NamespaceTermsDocument,
} from '../../core/graphql/generated';
import { NamespacePage } from './namespace-page';

const OFFER = offer({
  product: null,
  namespace: 'acme',
  yearlyNetCents: 9_600,
  changes: [{ limit: 'ALIASES', from: 0, to: 100, mustFree: 0 }],
});

describe('the page on which a namespace is bought', () => {
  let server: ApolloTestingController;
  let page: Shown<NamespacePage>;

  const open = async (namespace: LicenseTermsFragment['namespace'] = null) => {
    server = await useWorld();
    page = await show(NamespacePage);
    const account = { __typename: 'Account', id: 'account-1', paymentMethod: null };
    server.expectOne(NamespaceTermsDocument).flushData({ license: license({ namespace }), account });
    await settle();
  };
  const price = async (terms = OFFER) => {
    const asked = server.expectOne(NamespaceOfferDocument);
    asked.flushData({ namespaceOffer: terms });
    await settle();
    return asked.operation.variables;
  };
  const refusePrice = async (code: string) => {
    server.expectOne(NamespaceOfferDocument).graphqlErrors([{ message: 'no', extensions: { code } }]);
    await settle();
  };

  afterEach(() => server.verify());

  it('says what a name costs as soon as it can be one', async () => {
    await open();
    await page.type('name', 'a');
    expect(page.text).toContain('Enter a name to see what it costs.');

    await page.type('name', 'acme');
    expect(await price()).toEqual({ input: { name: 'acme', maxAliases: 100 } });
    expect(page.text).toContain('Aliases 0 becomes 100');
    expect(page.text).toContain('the invoice is paid by transfer');

    await page.click('Order and pay €119.00');
    const sent = server.expectOne(BuyNamespaceDocument);
    expect(sent.operation.variables).toEqual({
      input: {
        name: 'acme',
        maxAliases: 100,
        acceptedGrossCents: 11_900,
        idempotencyKey: jasmine.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    const bought = { name: 'acme', maxAliases: 100, aliasesUsed: 0 };
    sent.flushData({
      buyNamespace: { __typename: 'OrderPayload', license: license({ namespace: bought }), invoice: null },
    });
    await settle();
    expect(page.text).toContain('Aliases that end in @acme are yours from now on.');
    server.match(NamespaceOfferDocument);
  });

  it('says at the name that somebody has it, or that it is reserved', async () => {
    await open();
    await page.type('name', 'contoso');
    await refusePrice('NAMESPACE_TAKEN');
    expect(page.text).toContain('Another account has this name');

    await page.type('name', 'admin');
    await refusePrice('BAD_USER_INPUT');
    expect(page.text).toContain('This name is reserved');
  });

  it('sells more aliases in the namespace that there is', async () => {
    await open({ name: 'acme', maxAliases: 200, aliasesUsed: 12 });
    expect(await price()).toEqual({ input: { name: 'acme', maxAliases: 300 } });

    expect(page.text).toContain('More aliases');
    expect(page.find<HTMLInputElement>('[name=name]').disabled).toBeTrue();
    expect([...page.element.querySelectorAll('option')].map(({ value }) => value)[0]).toBe('300');
  });
});
