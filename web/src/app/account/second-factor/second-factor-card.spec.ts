import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  BeginTotpDocument,
  ConfirmTotpDocument,
  DisableTotpDocument,
  RenewRecoveryCodesDocument,
  SecondFactorDocument,
} from '../../core/graphql/generated';
import { SAVE_TEXT } from '../../core/save-text';
import { Toasts } from '../../core/toasts/toasts';
import { SecondFactorCard } from './second-factor-card';

const SECRET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const CODES = Array.from({ length: 10 }, (_, i) => `7K2M-Q9XA-04T${String(i)}`);

describe('the card of two-factor authentication', () => {
  let server: ApolloTestingController;
  let page: Shown<SecondFactorCard>;
  let saveText: jasmine.Spy;
  let changes: number;

  const answer = async (enabledAt: string | null, recoveryCodesLeft = 10) => {
    const secondFactor = { __typename: 'SecondFactor', enabledAt, recoveryCodesLeft } as const;
    server.expectOne(SecondFactorDocument).flushData({
      viewer: { __typename: 'UserViewer', id: 'user-1', secondFactor },
    });
    await settle();
  };
  const open = async (...state: Parameters<typeof answer>) => {
    saveText = jasmine.createSpy('saveText');
    server = await useWorld({ providers: [{ provide: SAVE_TEXT, useValue: saveText }] });
    await TestBed.inject(Viewer).enter(user());
    page = await show(SecondFactorCard);
    changes = 0;
    page.fixture.componentInstance.changed.subscribe(() => changes++);
    await answer(...state);
  };
  const begin = async () => {
    await open(null, 0);
    await page.click('Turn on');
    await page.type('password', 'correct horse');
    await page.click('Continue');
    const sent = server.expectOne(BeginTotpDocument);
    expect(sent.operation.variables).toEqual({ password: 'correct horse' });
    sent.flushData({
      beginTotp: { __typename: 'TotpEnrollment', secret: SECRET, uri: `otpauth://totp/x?secret=${SECRET}` },
    });
    await settle();
  };
  const prove = async () => {
    await page.type('code', '123456');
    await page.click('Turn on');
    return server.expectOne(ConfirmTotpDocument);
  };
  const refused = (extensions: Record<string, unknown>) => [{ message: 'no', extensions }];

  afterEach(() => server.verify());

  it('shows a secret, counts on it only once a code was right, and shows the recovery codes until they are kept', async () => {
    await begin();
    expect(page.text).toContain('ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567');
    expect(page.find('svg[role=img]').getAttribute('aria-label')).toContain('QR code');
    expect(await findings(page.element)).toEqual([]);
    expect(changes).toBe(0);

    const sent = await prove();
    expect(sent.operation.variables).toEqual({ code: '123456' });
    sent.flushData({ confirmTotp: { codes: CODES } });
    await settle();
    await answer('2026-06-01T12:00:00Z');
    expect(changes).toBe(1);
    expect(page.read('ul').split(' ')).toEqual(CODES);
    expect(page.text).not.toContain('ABCD');
    expect(await findings(page.element)).toEqual([]);

    await page.click('I have kept them');
    expect(page.text).not.toContain(CODES[0] ?? '');
    expect(page.text).toContain('On since 1 Jun 2026');
    expect(page.text).toContain('10 of 10 left');
  });

  it('says that the password is wrong', async () => {
    await open(null, 0);
    await page.click('Turn on');
    await page.type('password', 'wrong');
    await page.click('Continue');
    server
      .expectOne(BeginTotpDocument)
      .graphqlErrors(refused({ code: 'BAD_USER_INPUT', details: { fields: { password: ['is wrong'] } } }));
    await settle();

    expect(page.find('mat-error').textContent).toBe('This is not your password');
  });

  it('says that a code is wrong, and that the secret is too old', async () => {
    await begin();
    const sent = await prove();
    sent.graphqlErrors(refused({ code: 'BAD_USER_INPUT', details: { fields: { code: ['is not right'] } } }));
    await settle();
    expect(page.find('mat-error').textContent).toBe('This code is wrong or was used already');

    const again = await prove();
    again.graphqlErrors(refused({ code: 'CONFLICT' }));
    await settle();
    expect(page.find('[role=alert]').textContent).toContain('Please begin anew.');
  });

  it('gives new recovery codes, which can be saved as a file', async () => {
    await open('2026-05-01T12:00:00Z', 2);
    expect(page.text).toContain('Hardly any recovery codes are left.');
    await page.click('Get new codes');
    await page.type('password', 'correct horse');
    page.find<HTMLButtonElement>('dialog [type=submit]').click();
    await settle();
    server.expectOne(RenewRecoveryCodesDocument).flushData({ renewRecoveryCodes: { codes: CODES } });
    await settle();
    await answer('2026-05-01T12:00:00Z', 10);

    await page.click('Download');
    expect(saveText).toHaveBeenCalledOnceWith('recovery-codes.txt', jasmine.stringContaining(CODES.join('\n')));
    expect(changes).toBe(0);
  });

  it('is turned off by the password and a code', async () => {
    await open('2026-05-01T12:00:00Z');
    await page.click('Turn off');
    expect(await findings(page.element)).toEqual([]);
    await page.type('password', 'correct horse');
    await page.type('code', '123 456');
    page.find<HTMLButtonElement>('dialog [type=submit]').click();
    await settle();
    const sent = server.expectOne(DisableTotpDocument);
    expect(sent.operation.variables).toEqual({ password: 'correct horse', code: '123456' });
    sent.flushData({ disableTotp: true });
    await settle();
    await answer(null, 0);

    expect(page.text).toContain('Turn on');
    expect(TestBed.inject(Toasts).list()[0]?.text).toContain('Two-factor authentication is off.');
    expect(changes).toBe(1);
  });
});
