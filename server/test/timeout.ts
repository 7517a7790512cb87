// What a spec may take at most on a machine that has much else to do; those that count to large numbers under TEST_LONG may take more.
jasmine.DEFAULT_TIMEOUT_INTERVAL = process.env['TEST_LONG'] === '1' ? 300_000 : 60_000;
