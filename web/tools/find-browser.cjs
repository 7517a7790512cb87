// Finds a Chrome or Chromium for the specs, the end-to-end run and pictures. In this order: CHROME_BIN, an installed one
// that answers, the one inside the npm package @sparticuz/chromium (Linux x64), unpacked once into node_modules/.cache.
// As a module: require(…).findBrowser(); from a shell it prints the path.
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const NAMES = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'];
const APPLICATIONS = {
  darwin: ['Google Chrome', 'Chromium'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map(folder => path.join(folder, 'Google/Chrome/Application/chrome.exe')),
};

/** Starts it: a snap stub, or a browser whose libraries are missing, is of no use. */
function answers(browser) {
  if (!browser || !fs.existsSync(browser)) return false;
  if (process.platform === 'win32') return true; // chrome.exe --version prints nothing there.
  const { status, stdout } = spawnSync(browser, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /Chrom(e|ium)/.test(stdout);
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return NAMES.flatMap(name => folders.map(folder => path.join(folder, name)));
}

function packageRoot() {
  try {
    const entry = require.resolve('@sparticuz/chromium');
    return entry.slice(0, entry.lastIndexOf(`${path.sep}build${path.sep}`));
  } catch {
    return undefined;
  }
}

/** Unpacks aside and renames, so that two runs at once cannot see half a browser. */
function fromPackage() {
  const root = process.platform === 'linux' && process.arch === 'x64' ? packageRoot() : undefined;
  if (!root) return undefined;
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const cache = path.resolve(root, '../../.cache');
  const folder = path.join(cache, `chromium-${version}`);
  const browser = path.join(folder, 'chrome');
  if (fs.existsSync(browser)) return browser;

  fs.mkdirSync(cache, { recursive: true });
  const aside = fs.mkdtempSync(path.join(cache, 'unpack-'));
  unpack(root, aside);
  writeFonts(aside, folder);
  writeStarter(aside, folder);
  try {
    fs.renameSync(aside, folder);
  } catch (error) {
    fs.rmSync(aside, { recursive: true, force: true });
    if (!fs.existsSync(browser)) throw error;
  }
  return browser;
}

/** The package unpacks into the temporary folder; the Lambda variable makes it unpack its own libraries too. */
function unpack(root, folder) {
  const script = 'const chromium = require("@sparticuz/chromium"); (chromium.default ?? chromium).executablePath()';
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  execFileSync(process.execPath, ['-e', script], { cwd: root, env });
  fs.chmodSync(path.join(folder, 'chromium'), 0o755);
}

function writeFonts(aside, folder) {
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fontcache</cachedir>
<alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias></fontconfig>
`;
  fs.writeFileSync(path.join(aside, 'fonts.conf'), config);
}

/** Its own libraries come in only where the machine lacks some: mixing them with a full set breaks others. */
function writeStarter(aside, folder) {
  const { stdout } = spawnSync('ldd', [path.join(aside, 'chromium')], { encoding: 'utf8' });
  const isLacking = /not found/.test(stdout ?? 'not found');
  const libraries = `export LD_LIBRARY_PATH='${folder}/al2023/lib'"\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\n`;
  const starter = `#!/bin/sh
${isLacking ? libraries : ''}export FONTCONFIG_FILE='${folder}/fonts.conf'
exec '${folder}/chromium' "$@"
`;
  fs.writeFileSync(path.join(aside, 'chrome'), starter, { mode: 0o755 });
}

let found;

/** The path of a browser that starts; throws where there is none, or where CHROME_BIN names one that does not start. */
function findBrowser() {
  if (found) return found;
  const named = process.env.CHROME_BIN;
  if (named) {
    if (!answers(named)) throw new Error(`CHROME_BIN=${named} does not start`);
    return (found = named);
  }
  found = [...(APPLICATIONS[process.platform] ?? []), ...onPath()].find(answers);
  if (found) return found;
  const packaged = fromPackage();
  if (answers(packaged)) return (found = packaged);
  throw new Error('No browser found: set CHROME_BIN, or install Chromium');
}

module.exports = { findBrowser };
if (require.main === module) console.log(findBrowser());
