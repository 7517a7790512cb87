import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { ConnectTemplateDocument, SetConnectTemplateDocument } from '../../core/graphql/generated';
import { ConnectPage } from './connect-page';

describe('the page of the link to clients', () => {
  let server: ApolloTestingController;
  let page: Shown<ConnectPage>;

  const open = async (connectTemplate: string | null) => {
    server = await useWorld();
    page = await show(ConnectPage);
    server.expectOne(ConnectTemplateDocument).flushData({ connectTemplate });
    await settle();
  };
  const choose = async (kind: string) => {
    const field = page.find<HTMLSelectElement>('[name=kind]');
    field.value = kind;
    field.dispatchEvent(new Event('change'));
    await settle();
  };
  const sent = () => server.expectOne(SetConnectTemplateDocument);

  afterEach(() => server.verify());

  it('shows what the link is, by the program that it opens', async () => {
    await open('rustdesk://{id}');

    expect(page.find<HTMLSelectElement>('[name=kind]').value).toBe('rustdesk');
    expect(page.text).toContain('rustdesk://{id}');
    expect(await findings(page.element)).toEqual([]);
  });

  it('can be that of the custom clients, or none', async () => {
    await open('anydesk:{id}');
    await choose('custom');
    await page.click('Save');
    const first = sent();
    expect(first.operation.variables).toEqual({ template: 'anydesk:AnyDesk-{prefix}:{id}' });
    first.flushData({ setConnectTemplate: 'anydesk:AnyDesk-{prefix}:{id}' });
    await settle();
    server.expectOne(ConnectTemplateDocument).flushData({ connectTemplate: 'anydesk:AnyDesk-{prefix}:{id}' });
    await settle();

    await choose('none');
    await page.click('Save');
    expect(sent().operation.variables).toEqual({ template: null });
  });

  it('can be one of one’s own, and says what is wrong with it', async () => {
    await open('https://desk.example.com/{id}');
    await page.type('template', 'javascript:{id}');
    await page.click('Save');
    sent().graphqlErrors([
      { message: 'no', extensions: { code: 'BAD_USER_INPUT', details: { fields: { template: ['must not …'] } } } },
    ]);
    await settle();

    expect(page.text).toContain('{id} once');
  });
});
