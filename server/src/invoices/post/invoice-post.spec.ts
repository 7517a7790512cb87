import { useProcesses } from '../../../test/another-process.ts';
import { newCustomer } from '../../../test/customers.ts';
import { logOf } from '../../../test/log-of.ts';
import { mailsTo } from '../../../test/mails.ts';
import { streamsOf } from '../../../test/papers.ts';
import type { Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { ActorKind } from '../../events/actor.ts';
import { Press } from '../paper/press.ts';
import { Product } from '../../license/product.ts';

const UPGRADE = `mutation { upgradeLicense(input: { product: ENTERPRISE, acceptedGrossCents: 10000000 }) {
  invoice { id number } } }`;
const OPERATOR = { kind: ActorKind.OPERATOR, id: null, name: 'operator' };
const DAY_MS = 86_400_000;

describe('the mailing of invoices', () => {
  const api = useApi();
  const newProcess = useProcesses(api);

  const works = (process: Pick<typeof api, 'portal'> = api) => process.portal.services.ofInvoices;
  async function newInvoice(tenant?: Tenant) {
    const customer = tenant ?? (await newCustomer(api, { product: Product.POWER }));
    const { data } = await api.as<{ upgradeLicense: { invoice: { id: string; number: string } } }>(
      customer.owner,
      UPGRADE,
    );
    if (!data) throw new Error('Not ordered');
    return { ...customer, ...data.upgradeLicense.invoice };
  }
  const subjects = async (address: string) => (await mailsTo(api, address)).map(({ subject }) => subject);

  it('brings each to its customer once, with its PDF, also where two processes do it', async () => {
    const [one, other] = [await newInvoice(), await newInvoice()];
    const second = await newProcess();

    await Promise.all([works().post.run(), works(second).post.run()]);
    await works().post.run();

    const [mail, ...more] = await mailsTo(api, one.owner.email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`Invoice ${one.number} from MyDesk Portal`);
    expect(mail?.text).toContain(`over €1,715.03. Please transfer it by 15 June 2026.`);
    expect(mail?.replyTo).toEqual({ name: 'MyDesk Verkauf GmbH', address: 'billing@example.com' });
    expect(mail?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      [`Invoice-${one.number}.pdf`, 'application/pdf'],
    ]);
    const [pdf] = mail?.attachments ?? [];
    expect(pdf && streamsOf(pdf.content).some(stream => stream.includes(one.number))).toBeTrue();
    expect(await subjects(other.owner.email)).toEqual([`Invoice ${other.number} from MyDesk Portal`]);
  });

  describe('with papers that are quickly made', () => {
    beforeEach(() => {
      spyOn(Press.prototype, 'print').and.callFake(async ({ invoice }) => {
        if (!Array.isArray(invoice.lines)) throw new Error('An invoice could not be printed');
        return Buffer.from(invoice.number);
      });
    });

    it('goes to the address for invoices where there is one, in the language of the owner', async () => {
      const tenant = await newCustomer(api, { product: Product.POWER });
      await api.db.query(`UPDATE portal_user SET language = 'de' WHERE account_id = $1`, [tenant.accountId]);
      const pay = `mutation { updatePaymentMethod(input: { kind: INVOICE, email: "buchhaltung@example.com" }) { id } }`;
      await api.as(tenant.owner, pay);
      const { number } = await newInvoice(tenant);
      await works().post.run();
      const [mail] = await mailsTo(api, 'buchhaltung@example.com');
      expect(mail?.subject).toBe(`Rechnung ${number} von MyDesk Portal`);
      expect(mail?.attachments[0]?.filename).toBe(`Rechnung-${number}.pdf`);
      expect(await subjects(tenant.owner.email)).toEqual([]);
    });

    it('of one that cannot be printed keeps none of the others back', async () => {
      const [broken, whole] = [await newInvoice(), await newInvoice()];
      await api.db.query(`UPDATE invoice SET lines = '{}' WHERE account_id = $1`, [broken.accountId]);
      await works().post.run();
      expect(await subjects(whole.owner.email)).toHaveSize(1);
      expect(await subjects(broken.owner.email)).toEqual([]);
      expect(api.lines.join()).toContain('could not be printed');
      await api.db.query('UPDATE invoice SET mailed_at = now() WHERE account_id = $1', [broken.accountId]);
    });

    it('tells of a cancellation too', async () => {
      const { owner, number } = await newInvoice();
      const cancellation = await works().settlement.cancel(number, OPERATOR);
      await works().post.run();
      expect(await subjects(owner.email)).toEqual([
        `Invoice ${number} from MyDesk Portal`,
        `Cancellation ${cancellation.number} from MyDesk Portal`,
      ]);
    });

    describe('reminds of what is overdue', () => {
      const at = (iso: string) => (api.now = new Date(iso));
      const levels = async ({ accountId }: Tenant) =>
        (await logOf(api, accountId, 'INVOICE_REMINDED')).map(({ data }) => data['level']);

      it('three times, each time once, and then no more', async () => {
        const invoice = await newInvoice();
        const second = await newProcess();
        const remind = () => Promise.all([works().reminders.run(), works(second).reminders.run()]);
        // Due on 15 June at noon.
        const steps: [now: string, levels: number[]][] = [
          ['2026-06-16T11:59:59.999Z', []],
          ['2026-06-16T12:00:00Z', [1]],
          ['2026-06-29T11:59:59.999Z', [1]],
          ['2026-06-29T12:00:00Z', [1, 2]],
          ['2026-07-13T12:00:00Z', [1, 2, 3]],
          ['2027-07-13T12:00:00Z', [1, 2, 3]],
        ];
        for (const [now, expected] of steps) {
          at(now);
          await remind();
          expect(await levels(invoice)).toEqual(expected);
        }
        const mails = await mailsTo(api, invoice.owner.email);
        expect(mails.map(({ subject }) => subject)).toEqual([
          `Reminder: invoice ${invoice.number} is overdue`,
          `Second reminder: invoice ${invoice.number} is overdue`,
          `Last reminder: invoice ${invoice.number} is overdue`,
        ]);
        expect(mails.every(({ attachments }) => attachments.length === 1)).toBeTrue();
      });

      it('not all at once where nothing ran for long', async () => {
        const invoice = await newInvoice();
        const from = at('2026-08-30T12:00:00Z').getTime();
        for (const days of [0, 6.9, 7, 14]) {
          at(new Date(from + days * DAY_MS).toISOString());
          await works().reminders.run();
        }
        expect(await levels(invoice)).toEqual([1, 2, 3]);
      });

      it('but of nothing that is paid or taken back', async () => {
        const [paid, cancelled] = [await newInvoice(), await newInvoice()];
        await works().settlement.pay(paid.number, api.now, OPERATOR);
        await works().settlement.cancel(cancelled.number, OPERATOR);
        at('2026-08-30T12:00:00Z');
        await works().reminders.run();
        expect([await levels(paid), await levels(cancelled)]).toEqual([[], []]);
      });
    });
  });
});
