import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { build, customClient } from '../../../testing/make-files';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type CustomClientRowFragment,
  CustomClientListDocument,
  CustomClientsLiveDocument,
  type DocumentsQuery,
  DocumentsDocument,
  type Right,
} from '../../core/graphql/generated';
import { FilesPage } from './files-page';

const document = (kind: string, language: string, format = 'HTML') => ({
  __typename: 'Document',
  id: `${kind}.${language}`,
  kind,
  language,
  format,
  url: `/my/documents/${kind}.${language}`,
});
const LIBRARY = {
  documents: [
    document('HELP', 'en'),
    document('HELP', 'de'),
    document('REST_API', 'en'),
    document('GROUP_POLICY_TEMPLATES', 'en', 'ZIP'),
  ],
  stockClient: { __typename: 'StockClient', configString: '0nI9JSP', windowsInstaller: null },
} as unknown as DocumentsQuery;

describe('the files tab', () => {
  let server: ApolloTestingController;
  let page: Shown<FilesPage>;
  let live: TestOperation;

  const open = async (rights: Right[] = ['FILES_READ', 'FILES_WRITE'], language: 'en' | 'de' = 'en') => {
    server = await useWorld({ language });
    await TestBed.inject(Viewer).enter(user({ rights, preferences: { ...user().preferences, language } }));
    page = await show(FilesPage);
    live = server.expectOne(CustomClientsLiveDocument);
    server.expectOne(DocumentsDocument).flushData(LIBRARY);
  };
  const answer = async (...nodes: CustomClientRowFragment[]) => {
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: 'start', endCursor: 'end' };
    server
      .expectOne(CustomClientListDocument)
      .flushData({ customClients: { nodes, pageInfo, totalCount: { value: nodes.length, isExact: true } } });
    await settle();
  };
  const row = () => page.read('[data-row="01a2"]');
  const hear = async (kind: string, client: CustomClientRowFragment | null) => {
    live.flushData({
      customClientChanged: [{ __typename: 'CustomClientChange', id: '01a2', kind, customClient: client }],
    });
    for (let turn = 0; turn < 3; turn++) await settle();
  };

  afterEach(() => server.verify());

  it('shows each custom client with its prefix, system, version, module, size, downloads and clients', async () => {
    await open();
    await answer(customClient({ module: 'anydesk-8.0.6' }));

    expect(row()).toMatch(/Shop tills.*ad_northw.*Linux.*9\.6\.1.*anydesk-8\.0\.6.*108 kB.*3.*12/);
    expect(page.find('a[download]').getAttribute('href')).toBe('/my/custom-clients/01a2');
    expect(await findings(page.element)).toEqual([]);
  });

  it('follows a build until it can be downloaded', async () => {
    await open();
    await answer(customClient({ build: build({ state: 'QUEUED', progress: 0 }), readyBuild: null }));
    expect(row()).toContain('Waiting 0 %');

    await hear('CHANGED', customClient({ build: build({ state: 'BUILDING', progress: 60 }), readyBuild: null }));
    expect(row()).toContain('Building 60 %');

    await hear('CHANGED', customClient());
    expect(row()).toContain('Download');
    expect(row()).not.toContain('Building');
  });

  it('says why a build failed', async () => {
    await open();
    await answer(customClient({ build: build({ state: 'FAILED', failure: 'DISK_FULL' }), readyBuild: null }));

    expect(row()).toMatch(/Failed.*disk is full/);
  });

  it('reads the list anew when one comes or goes', async () => {
    await open();
    await answer(customClient());
    await hear('REMOVED', null);
    await answer();

    expect(page.text).toContain('No custom clients yet');
  });

  it('lets only those make one who may', async () => {
    await open(['FILES_READ']);
    await answer();

    expect(page.text).not.toContain('New custom client');
  });

  it('says which licenses have custom clients where this one does not, and still shows what there is to read', async () => {
    await open();
    server.expectOne(CustomClientListDocument).graphqlErrors([
      {
        message: 'no',
        extensions: { code: 'FORBIDDEN', details: { upgradeTo: ['PERFORMANCE', 'ENTERPRISE'] } },
      },
    ]);
    await settle();

    expect(page.text).toContain('The generator comes with Performance and Enterprise licenses.');
    expect(page.find('a[href="/license/upgrade"]')).toBeTruthy();
    expect(page.text).toContain('Help Center');
  });

  it('offers documents in the language of the user, and in English where there is no other', async () => {
    await open(['FILES_READ'], 'de');
    await answer();

    const addresses = [...page.element.querySelectorAll('app-document-list li a')].map(a => a.getAttribute('href'));
    expect(addresses).toEqual([
      '/my/documents/HELP.de',
      '/my/documents/REST_API.en',
      '/my/documents/GROUP_POLICY_TEMPLATES.en',
    ]);
    expect(page.text).toContain('0nI9JSP');
  });
});
