import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { build, customClient, link } from '../../../testing/make-files';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type CustomClientDetailsFragment,
  BuildCustomClientDocument,
  CreateDownloadLinkDocument,
  CustomClientDetailsDocument,
  CustomClientDetailsLiveDocument,
  DeleteCustomClientDocument,
  DuplicateCustomClientDocument,
  RevokeDownloadLinkDocument,
  type Right,
} from '../../core/graphql/generated';
import { CustomClientPage } from './custom-client-page';

describe('the page of a custom client', () => {
  let server: ApolloTestingController;
  let page: Shown<CustomClientPage>;
  let live: TestOperation;

  const open = async (client: CustomClientDetailsFragment | null, rights: Right[] = ['FILES_READ', 'FILES_WRITE']) => {
    server = await useWorld();
    await TestBed.inject(Viewer).enter(user({ rights }));
    page = await show(CustomClientPage, { id: '01a2' });
    live = server.expectOne(CustomClientDetailsLiveDocument);
    server.expectOne(CustomClientDetailsDocument).flushData({ customClient: client });
    await settle();
  };

  afterEach(() => server.verify());

  it('shows what the custom client is', async () => {
    await open(customClient({ platform: 'WINDOWS', isMsi: true, prefix: 'ad_northw_msi', module: 'anydesk-8.0.6' }));

    expect(page.text).toMatch(/Operating system Windows Built here, and never started on this system/);
    expect(page.text).toContain('The option _module pins anydesk-8.0.6');
    expect(page.text).toMatch(/Prefix ad_northw_msi/);
    expect(page.text).toMatch(/Connection type Only incoming/);
    expect(page.text).toMatch(/Allow installation Yes/);
    expect(page.text).toMatch(/Program name Northwind Help/);
    expect(page.text).toContain('/my/custom-clients/01a2');
    expect(await findings(page.element)).toEqual([]);
  });

  it('says how many clients run which version', async () => {
    await open(
      customClient({
        running: [
          { version: 2, clients: 11 },
          { version: null, clients: 1 },
        ],
      }),
    );

    expect(page.text).toMatch(/Version 2 newest 11 clients Has not said yet 1 client/);
  });

  it('follows what happens to it', async () => {
    await open(customClient());
    live.flushData({
      customClientChanged: [
        {
          __typename: 'CustomClientChange',
          id: '01a2',
          kind: 'CHANGED',
          customClient: customClient({ downloads: 41 }),
        },
      ],
    });
    for (let turn = 0; turn < 3; turn++) await settle();

    expect(page.text).toMatch(/Downloads 41/);
  });

  it('is built anew', async () => {
    await open(customClient());
    await page.click('Build again');
    const { operation } = server.expectOne(BuildCustomClientDocument);

    expect(operation.variables).toEqual({ id: '01a2' });
  });

  it('makes a public link with a term and a number of devices', async () => {
    await open(customClient());
    await page.click('New public link');
    await page.type('note', 'Shops');
    await page.type('maxEnrollments', '25');
    await page.click('Make link');

    const { operation } = server.expectOne(CreateDownloadLinkDocument);
    expect(operation.variables['input']).toEqual(
      jasmine.objectContaining({
        customClientId: '01a2',
        note: 'Shops',
        maxEnrollments: 25,
        expiresAt: '2026-07-01T12:00:00.000Z',
      }),
    );
  });

  it('shows public links with their state and use, and revokes one once that is confirmed', async () => {
    await open(
      customClient({ links: [link(), link({ id: 'link-0', state: 'REVOKED', url: 'https://x.example/old' })] }),
    );
    expect(page.text).toMatch(/Active.*Shops in the north.*4 downloads.*2 of 10 devices enrolled/);

    await page.click('Revoke');
    expect(page.text).toContain('Revoke this link?');
    page.element.ownerDocument.querySelector<HTMLElement>('[role=alertdialog] .dangerous, dialog .dangerous')?.click();
    await settle();
    const revoking = server.expectOne(RevokeDownloadLinkDocument);
    expect(revoking.operation.variables).toEqual({ id: 'link-1' });
    revoking.flushData({ revokeDownloadLink: link({ state: 'REVOKED' }) });
    for (let turn = 0; turn < 3; turn++) await settle();

    expect(page.text).not.toContain('Active');
  });

  it('is duplicated under another name, and leads there', async () => {
    const navigate = spyOn(Router.prototype, 'navigate').and.resolveTo(true);
    await open(customClient());
    await page.click('Duplicate');
    await page.type('name', 'Shop tills 2');
    const buttons = [...page.element.ownerDocument.querySelectorAll<HTMLElement>('button[type=submit]')];
    buttons.find(button => button.textContent.trim() === 'Duplicate')?.click();
    await settle();

    const duplicating = server.expectOne(DuplicateCustomClientDocument);
    expect(duplicating.operation.variables['input']).toEqual(
      jasmine.objectContaining({ id: '01a2', name: 'Shop tills 2', platform: 'LINUX' }),
    );
    duplicating.flushData({ duplicateCustomClient: customClient({ id: '01a3' }) });
    await settle();
    expect(navigate).toHaveBeenCalledWith(['/files', '01a3']);
  });

  it('is deleted once that is confirmed', async () => {
    const navigate = spyOn(Router.prototype, 'navigateByUrl').and.resolveTo(true);
    await open(customClient());
    await page.click('Delete');
    expect(page.text).toContain('Delete Shop tills?');
    page.element.ownerDocument.querySelector<HTMLElement>('[role=alertdialog] .dangerous, dialog .dangerous')?.click();
    await settle();
    server
      .expectOne(DeleteCustomClientDocument)
      .flushData({ deleteCustomClient: { __typename: 'CustomClient', id: '01a2' } });
    await settle();

    expect(String(navigate.calls.mostRecent().args[0])).toBe('/files');
  });

  it('offers no change to those who may only look', async () => {
    await open(customClient({ links: [link()] }), ['FILES_READ']);

    for (const word of ['Edit', 'Duplicate', 'Delete', 'Build again', 'New public link', 'Revoke']) {
      expect(page.text).not.toContain(word);
    }
  });

  it('says that there is none', async () => {
    await open(null);

    expect(page.text).toContain('There is no such custom client');
  });

  it('shows a build on its way beside what can be downloaded', async () => {
    await open(customClient({ build: build({ id: 'build-9', state: 'BUILDING', progress: 30 }) }));

    expect(page.text).toMatch(/Building 30 %.*northwind-help-linux\.tar\.gz/);
  });
});
