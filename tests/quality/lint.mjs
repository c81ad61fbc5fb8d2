// Judges every *.html of a folder in one process and one browser: node lint.mjs FOLDER BROWSER
// Prints one JSON array: { file, linter, faults: [words], facts }. Linters: clients (what mail programs support), syntax, and
// axe-640 and axe-360 (WCAG 2.2 AA in light and dark, and that nothing scrolls sideways). Exit code 1: a fault.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { caniemail } from 'caniemail';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const here = import.meta.dirname;
const [folder, browserPath] = process.argv.slice(2);

const CLIENTS = [
  'apple-mail.macos', 'apple-mail.ios', 'gmail.desktop-webmail', 'gmail.ios', 'gmail.android', 'outlook.windows', 'outlook.macos', 'outlook.ios',
  'outlook.android', 'yahoo.desktop-webmail', 'yahoo.ios', 'yahoo.android',
];

// What may be unsupported somewhere, as the mail reads the same without it.
const ALLOWED = new Set(['@media', 'border-radius', 'opacity', 'overflow', '<body> element', 'height property']);

const SIZES = [640, 360];
const SCHEMES = ['light', 'dark'];
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // A mail is no page with landmarks of its own: the mail program around it has them.
  rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } },
};

function clients(html) {
  const found = {};
  for (const [client, issues] of caniemail({ clients: CLIENTS, html }).issues.errors)
    for (const { title } of issues) if (!ALLOWED.has(title)) (found[title] ??= new Set()).add(client);
  return Object.entries(found).map(([title, where]) => `${title}: not in ${[...where].join(', ')}`);
}

async function syntax(validator, html, file) {
  const report = await validator.validateString(html, file);
  return report.results.flatMap((result) => result.messages.map((m) => `line ${m.line}: ${m.message} (${m.ruleId})`));
}

async function accessibility(page, width, scheme, file) {
  await page.goto(pathToFileURL(file).href);
  const size = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth, height: document.documentElement.scrollHeight,
  }));
  const result = await page.evaluate((rules) => axe.run(document, rules), RULES);
  const faults = result.violations.map((v) => `${scheme}, ${width} px: ${v.id}: ${v.help}: ${v.nodes.length} × ${v.nodes[0].target.join(' ')}`);
  if (size.scroll > size.client) faults.push(`${scheme}, ${width} px: scrolls sideways, ${size.scroll} px wide`);
  if (result.passes.length < 10) faults.push(`${scheme}, ${width} px: only ${result.passes.length} rules passed, so nothing was judged`);
  return { faults, height: size.height };
}

const files = fs.readdirSync(folder).filter((name) => name.endsWith('.html')).sort();
const validator = new HtmlValidate(JSON.parse(fs.readFileSync(path.join(here, '.htmlvalidate.json'), 'utf8')));
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const verdicts = [];
for (const file of files) {
  const html = fs.readFileSync(path.join(folder, file), 'utf8');
  verdicts.push({ file, linter: 'clients', faults: clients(html), facts: {} });
  verdicts.push({ file, linter: 'syntax', faults: await syntax(validator, html, file), facts: {} });
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function walk(width, scheme) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 }, offline: true });
  await context.addInitScript(axeSource);
  const page = await context.newPage();
  const answers = new Map();
  for (const file of files) answers.set(file, await accessibility(page, width, scheme, path.resolve(folder, file)));
  return answers;
}

try {
  for (const width of SIZES) {
    const schemes = await Promise.all(SCHEMES.map((scheme) => walk(width, scheme)));
    for (const file of files) {
      const answers = schemes.map((scheme) => scheme.get(file));
      verdicts.push({ file, linter: `axe-${width}`, faults: answers.flatMap((a) => a.faults), facts: { height: answers[0].height } });
    }
  }
} finally {
  await browser.close();
}

process.stdout.write(JSON.stringify(verdicts));
process.exitCode = verdicts.some((v) => v.faults.length > 0) ? 1 : 0;
