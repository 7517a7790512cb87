// What a spec may take at most; those that count to large numbers under TEST_LONG may take more.
jasmine.DEFAULT_TIMEOUT_INTERVAL = process.env['TEST_LONG'] === '1' ? 300_000 : 30_000;
