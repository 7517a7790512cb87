const { findBrowser } = require('./tools/find-browser.cjs');

process.env.CHROME_BIN = findBrowser();
// A zone that is neither UTC nor the developer's, so that a spec that forgets to name one shows it.
process.env.TZ = 'America/New_York';

/** The last line, which the runner of all specs reads: "TOTAL: 12 SUCCESS" or "TOTAL: 1 FAILED, 11 SUCCESS". */
function TotalReporter() {
  this.onRunComplete = (_, { success, failed }) =>
    process.stdout.write(`TOTAL: ${failed ? `${failed} FAILED, ` : ''}${success} SUCCESS\n`);
}

module.exports = config =>
  config.set({
    frameworks: ['jasmine'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      { 'reporter:total': ['type', TotalReporter] },
    ],
    reporters: ['dots', 'total'],
    client: { jasmine: { random: true, failSpecWithNoExpectations: true } },
    port: 9876,
    hostname: '127.0.0.1',
    listenAddress: '127.0.0.1',
    colors: Boolean(process.stdout.isTTY),
    browsers: ['Headless'],
    customLaunchers: {
      Headless: {
        base: 'ChromeHeadless',
        // No sandbox: it must work as root, not as root, and in containers whose /dev/shm is small.
        flags: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking'],
      },
    },
    captureTimeout: 120_000,
    browserNoActivityTimeout: 120_000,
  });
