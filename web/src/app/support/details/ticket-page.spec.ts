import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { ticket, ticketAnswer, ticketMessage, ticketRow } from '../../../testing/make-support';
import { type Shown, type World, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  CloseTicketDocument,
  DownloadAttachmentDocument,
  ReplyToTicketDocument,
  TicketDetailsDocument,
  TicketDetailsLiveDocument,
} from '../../core/graphql/generated';
import { SAVE_FILE } from '../../core/list/save-file';
import { TicketPage } from './ticket-page';

describe('the page of a support ticket', () => {
  let server: ApolloTestingController;
  let live: TestOperation;
  let page: Shown<TicketPage>;
  let saved: jasmine.Spy;

  const open = async (
    shown: ReturnType<typeof ticket> | null = ticket(),
    world: World = {},
    rights: ReturnType<typeof user>['rights'] = ['TICKETS_READ', 'TICKETS_WRITE'],
  ) => {
    saved = jasmine.createSpy('saveFile');
    server = await useWorld({ ...world, providers: [{ provide: SAVE_FILE, useValue: saved }] });
    const preferences = { language: world.language ?? 'en', timeZone: 'Europe/Berlin' };
    await TestBed.inject(Viewer).enter(user({ rights, preferences }));
    page = await show(TicketPage, { id: 'ticket-1' });
    live = server.expectOne(TicketDetailsLiveDocument);
    server.expectOne(TicketDetailsDocument).flushData({ ticket: shown });
    await settle();
  };

  afterEach(() => server.verify());

  it('shows what was written, by whom and when', async () => {
    await open(ticket({ state: 'ANSWERED' }, [ticketMessage(), ticketAnswer()]));

    expect(page.text).toContain('No sound Answered T-2026-000042 opened on 1 Jun 2026');
    const [first, second] = [...page.element.querySelectorAll('.messages > li')].map(({ textContent }) => textContent);
    expect(first).toContain('Anna Kowalczyk');
    expect(first).toContain('The speakers\nare silent.');
    expect(second).toContain('Support');
    expect(second).not.toContain('root');
    expect(await findings(page.element)).toEqual([]);
  });

  it('shows an answer when it comes', async () => {
    await open();
    live.flushData({ ticketChanged: [ticket({ state: 'ANSWERED' }, [ticketMessage(), ticketAnswer()])] });
    await settle();

    expect(page.text).toContain('Plug them in.');
    expect(page.read('app-ticket-state')).toBe('Answered');
  });

  it('takes a reply', async () => {
    await open(ticket({ state: 'CLOSED' }));
    expect(page.text).toContain('This ticket is closed. A reply opens it again.');

    await page.type('message', 'It is silent again.');
    await page.click('Send reply');
    const asked = server.expectOne(ReplyToTicketDocument);
    expect(asked.operation.variables['input']).toEqual(
      jasmine.objectContaining({ id: 'ticket-1', message: 'It is silent again.', attachments: [] }),
    );
    const reply = ticketMessage({ id: 'message-3', text: 'It is silent again.' });
    asked.flushData({ replyToTicket: ticket({}, [ticketMessage(), reply]) });
    await settle();

    expect(page.read('app-ticket-state')).toBe('Waiting for support');
    expect(page.read('.messages')).toContain('It is silent again.');
    expect(page.find<HTMLTextAreaElement>('textarea').value).toBe('');
    expect(page.fixture.componentInstance.hasUnsaved()).toBeFalse();
  });

  it('is closed', async () => {
    await open();
    await page.click('Close ticket');
    server.expectOne(CloseTicketDocument).flushData({ closeTicket: ticketRow({ state: 'CLOSED' }) });
    await settle();

    expect(page.read('app-ticket-state')).toBe('Closed');
    expect(page.text).not.toContain('Close ticket');
  });

  it('lets the browser save an attachment', async () => {
    const attachments = [{ id: 'file-1', fileName: 'screen.png', sizeBytes: 2_400_000 }];
    await open(ticket({}, [ticketMessage({ attachments })]));
    expect(page.text).toContain('screen.png 2.4 MB');

    await page.click('Download screen.png');
    server.expectOne(DownloadAttachmentDocument).flushData({ downloadAttachment: { url: '/my/attachments/x' } });
    await settle();

    expect(saved).toHaveBeenCalledOnceWith('/my/attachments/x');
  });

  it('is read by those who may not write', async () => {
    await open(ticket({ state: 'CLOSED' }), { language: 'de' }, ['TICKETS_READ']);

    expect(page.text).toContain('Diese Anfrage ist abgeschlossen.');
    expect(page.element.querySelector('textarea')).toBeNull();
  });

  it('says so where there is none', async () => {
    await open(null);

    expect(page.text).toContain('There is no such ticket');
  });

  it('shows what is hostile as text', async () => {
    const text = '<img src=x onerror=alert(1)> {{constructor.constructor("alert(1)")()}}';
    await open(ticket({ subject: text }, [ticketMessage({ text })]));

    expect(page.read('.messages')).toContain(text);
    expect(page.element.querySelector('img')).toBeNull();
  });
});
