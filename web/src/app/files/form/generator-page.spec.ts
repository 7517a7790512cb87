import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { customClient, link } from '../../../testing/make-files';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  CreateCustomClientDocument,
  CreateDownloadLinkDocument,
  CustomClientDetailsDocument,
  UpdateCustomClientDocument,
} from '../../core/graphql/generated';
import { GeneratorPage } from './generator-page';

describe('the custom client generator', () => {
  let server: ApolloTestingController;
  let page: Shown<GeneratorPage>;
  let navigate: jasmine.Spy;

  const open = async (id?: string, client = customClient()) => {
    navigate = spyOn(Router.prototype, 'navigate').and.resolveTo(true);
    server = await useWorld();
    await TestBed.inject(Viewer).enter(user({ rights: ['FILES_READ', 'FILES_WRITE'] }));
    page = await show(GeneratorPage, id ? { id } : {});
    server.expectOne(CustomClientDetailsDocument).flushData({ customClient: id ? client : null });
    await settle();
  };
  const leave = async (name: string) => {
    page.find(`[name="${name}"]`).dispatchEvent(new Event('blur'));
    await settle();
  };

  afterEach(() => server.verify());

  it('makes a custom client of what was typed, with a public link where one was wanted', async () => {
    await open();
    await page.type('name', 'Shop tills');
    await page.type('programName', 'Northwind Help');
    await page.type('aliasPattern', '{host}');
    await page.choose('Only incoming');
    await page.type('options', '_module=anydesk-8.0.6');
    await page.choose('Make a public link too');
    await page.click('Make custom client');

    const making = server.expectOne(CreateCustomClientDocument);
    expect(making.operation.variables['input']).toEqual(
      jasmine.objectContaining({
        name: 'Shop tills',
        platform: 'WINDOWS',
        settings: {
          programName: 'Northwind Help',
          connectionType: 'INCOMING',
          allowInstallation: true,
          isMsi: false,
          aliasPattern: '{host}',
          comment: '',
          backgroundColor: '#ffffff',
          accentColor: '#1f6feb',
          options: '_module=anydesk-8.0.6',
        },
      }),
    );
    making.flushData({ createCustomClient: customClient() });
    await settle();
    server.expectOne(CreateDownloadLinkDocument).flushData({ createDownloadLink: link() });
    await settle();

    expect(navigate).toHaveBeenCalledWith(['/files', '01a2']);
    expect(page.fixture.componentInstance.hasUnsaved()).toBeFalse();
  });

  it('shows at once what its users will see', async () => {
    await open();
    await page.type('programName', 'Acme Help');
    await page.type('aliasPattern', 'till-{id}');
    await page.choose('Only outgoing');

    expect(page.read('.window')).toContain('Acme Help');
    expect(page.read('.window')).not.toContain('till-123456789');
    await page.choose('Only incoming');
    expect(page.read('.window')).toContain('till-123456789');
    expect(page.read('.window')).not.toContain('Remote desk');
    expect(await findings(page.element)).toEqual([]);
  });

  it('says which line of the options is none, and sends nothing', async () => {
    await open();
    await page.type('name', 'Shop tills');
    await page.type('options', 'a=1\nb');
    await leave('options');
    await page.click('Make custom client');

    expect(page.text).toContain('Line 2 is no key=value');
  });

  it('puts what the server refuses at its field', async () => {
    await open();
    await page.type('name', 'Shop tills');
    await page.click('Make custom client');
    server.expectOne(CreateCustomClientDocument).graphqlErrors([
      {
        message: 'no',
        extensions: { code: 'BAD_USER_INPUT', details: { fields: { 'settings.programName': ['must be …'] } } },
      },
    ]);
    await settle();

    expect(page.text).toContain('Letters, digits, spaces and . _ -, beginning and ending with a letter or digit');
    expect(page.fixture.componentInstance.hasUnsaved()).toBeTrue();
  });

  it('changes one that there is, and takes its logo away', async () => {
    await open('01a2', customClient({ logo: 'data:image/png;base64,AAAA', isMsi: true, platform: 'WINDOWS' }));
    expect(page.find<HTMLInputElement>('[name=name]').value).toBe('Shop tills');
    expect(page.find('.window img').getAttribute('src')).toBe('data:image/png;base64,AAAA');

    await page.click('Remove logo');
    await page.click('Save');
    const saving = server.expectOne(UpdateCustomClientDocument);
    const input = saving.operation.variables['input'] as { id: string; settings: Record<string, unknown> };
    expect(input.id).toBe('01a2');
    expect(input.settings).toEqual(jasmine.objectContaining({ logo: '', isMsi: true }));
  });

  it('leaves a logo as it is that nobody touched', async () => {
    await open('01a2', customClient({ logo: 'data:image/png;base64,AAAA' }));
    await page.type('comment', 'For the shops');
    await page.click('Save');

    const { operation } = server.expectOne(UpdateCustomClientDocument);
    const { settings } = operation.variables['input'] as { settings: Record<string, unknown> };
    expect('logo' in settings).toBeFalse();
  });
});
