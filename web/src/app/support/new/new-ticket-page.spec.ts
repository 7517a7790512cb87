import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { ticket } from '../../../testing/make-support';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { SubmitTicketDocument } from '../../core/graphql/generated';
import { FileRefused, SEND_FILE, type SendFile } from '../parts/send-file';
import { NewTicketPage } from './new-ticket-page';

/** A file that a spec sends by hand. */
interface Sent {
  readonly file: File;
  readonly onProgress: (percent: number) => void;
  readonly arrive: (id: string) => void;
  readonly refuse: (reason: string) => void;
  readonly cancel: jasmine.Spy;
}

describe('the contact form', () => {
  let server: ApolloTestingController;
  let page: Shown<NewTicketPage>;
  let sent: Sent[];
  let goTo: jasmine.Spy;

  const sendFile: SendFile = (file, onProgress) => {
    const cancel = jasmine.createSpy('cancel');
    const id = new Promise<string>((arrive, reject) => {
      const refuse = (reason: string) => {
        reject(new FileRefused({ code: 'ATTACHMENT_REFUSED', details: { reason } }));
      };
      sent.push({ file, onProgress, arrive, refuse, cancel });
    });
    return { id, cancel };
  };
  const choose = async (...names: string[]) => {
    const list = new DataTransfer();
    for (const name of names) list.items.add(new File(['x'], name));
    page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: list, cancelable: true }));
    await settle();
  };
  const fill = async () => {
    await page.type('subject', 'No sound');
    await page.type('message', 'Silent.');
  };
  const input = (operation: { variables: Record<string, unknown> }) =>
    operation.variables['input'] as Record<string, unknown>;

  beforeEach(async () => {
    sent = [];
    server = await useWorld({ providers: [{ provide: SEND_FILE, useValue: sendFile }] });
    goTo = spyOn(TestBed.inject(Router), 'navigate').and.resolveTo(true);
    page = await show(NewTicketPage);
  });
  afterEach(() => server.verify());

  it('makes a ticket, and leads to it', async () => {
    expect(await findings(page.element)).toEqual([]);
    await fill();
    expect(page.fixture.componentInstance.hasUnsaved()).toBeTrue();
    await page.click('Send');
    const asked = server.expectOne(SubmitTicketDocument);
    expect(input(asked.operation)).toEqual({
      subject: 'No sound',
      message: 'Silent.',
      attachments: [],
      idempotencyKey: jasmine.any(String),
    });
    asked.flushData({ submitTicket: ticket() });
    await settle();
    expect(goTo).toHaveBeenCalledOnceWith(['/settings/support', 'ticket-1']);
    expect(page.fixture.componentInstance.hasUnsaved()).toBeFalse();
  });

  it('asks for what is missing', async () => {
    await page.click('Send');
    expect(page.text).toContain('Please fill this in');
  });

  it('sends files as soon as they are chosen, shows how far they are, and waits for them', async () => {
    await fill();
    await choose('a.png', 'b.log');
    sent[0]?.onProgress(40);
    await settle();
    expect(page.find('ui-progress-bar').getAttribute('aria-valuenow')).toBe('40');

    await page.click('Send');
    sent[1]?.arrive('file-b');
    sent[0]?.arrive('file-a');
    await settle();

    const asked = server.expectOne(SubmitTicketDocument);
    expect(input(asked.operation)['attachments']).toEqual(['file-a', 'file-b']);
    asked.flushData({ submitTicket: ticket() });
  });

  it('breaks off a file that is removed', async () => {
    await choose('a.png');
    await page.click('Remove a.png');
    expect(sent[0]?.cancel).toHaveBeenCalled();
  });

  it('says at the file why it was refused, and sends nothing with it', async () => {
    await fill();
    await choose('a.png');
    sent[0]?.refuse('CONTENT');
    await settle();
    expect(page.find('li [role=alert]').textContent).toContain('does not fit its name');

    await page.click('Send');
    expect(page.find('ui-banner').textContent).toContain('Not sent: a file could not be attached');

    await page.click('Remove a.png');
    await page.click('Send');
    server.expectOne(SubmitTicketDocument).flushData({ submitTicket: ticket() });
  });

  it('says what the server found fault with, at the field or as a whole', async () => {
    await fill();
    await page.click('Send');
    const fields = { message: ['must be a text'] };
    server
      .expectOne(SubmitTicketDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', details: { fields } } }]);
    await settle();
    expect(page.text).toContain('without control characters such as color codes');

    await page.type('message', 'Still silent.');
    await page.click('Send');
    const details = { retryAfterSeconds: 1800 };
    server
      .expectOne(SubmitTicketDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'RATE_LIMITED', details } }]);
    await settle();
    expect(page.find('ui-banner').textContent).toContain('30 minutes');
    expect(page.fixture.componentInstance.hasUnsaved()).toBeTrue();
  });
});
