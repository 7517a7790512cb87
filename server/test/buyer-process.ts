import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that writes invoices for accounts as fast as it can. */
export interface BuyerProcess {
  /** Resolves once it has written so many more. */
  wrote(count: number): Promise<void>;
  /** Kills it in the middle of what it does. */
  kill(): Promise<void>;
}

/** Begins to write invoices for the accounts in turn, each in a transaction of its own that sometimes fails at its end. */
export function newBuyerProcess(url: string, accountIds: readonly string[]): BuyerProcess {
  const path = (name: string) => JSON.stringify(new URL(`../src/${name}`, import.meta.url).href);
  const program = `
    import 'reflect-metadata';
    import { readConfig } from ${path('core/settings/config.ts')};
    import { newDb } from ${path('db.ts')};
    import { SYSTEM } from ${path('events/actor.ts')};
    import { Ledger } from ${path('events/ledger.ts')};
    import { InvoiceNumbers } from ${path('invoices/issue/invoice-numbers.ts')};
    import { InvoiceWriter } from ${path('invoices/issue/invoice-writer.ts')};
    import { SELLER } from ${JSON.stringify(new URL('./seller.ts', import.meta.url).href)};
    const { billing } = readConfig(SELLER);
    const db = await newDb(${JSON.stringify(url)}).initialize();
    const ledger = new Ledger(db, () => new Date(), { ring: () => undefined });
    const writer = new InvoiceWriter(billing, new InvoiceNumbers(billing));
    const accountIds = ${JSON.stringify(accountIds)};
    const line = { text: () => 'A thing', from: new Date(), to: new Date(), netCents: 100 };
    const write = i => ledger.write(accountIds[i % accountIds.length], async entry => {
      await writer.write(entry, accountIds[i % accountIds.length], [line], SYSTEM);
      if (i % 5 === 0) throw new Error('undone');
    });
    for (let i = 0; ; i += 2) {
      await Promise.allSettled([write(i), write(i + 1)]);
      console.log('written');
    }`;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = child.stdout && createInterface(child.stdout);
  return {
    async wrote(count) {
      for (let i = 0; i < count; i++) if (lines) await once(lines, 'line');
    },
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
