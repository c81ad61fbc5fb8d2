// The baseline of RenderBenchmark: node render.mjs INPUT.json HANDLEBARS, precompiled Handlebars.js with the same templates and models.
// Each line on stdin is a round over all models; each answer is a line: the number of mails and the hash of all of them.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import readline from 'node:readline';

const [inputFile, home] = process.argv.slice(2);
const Handlebars = createRequire(home)('handlebars');
const input = JSON.parse(fs.readFileSync(inputFile, 'utf8'));

// As a build step would: to JavaScript source once, then loaded by the runtime.
const precompiled = (text) => Handlebars.template(new Function('return ' + Handlebars.precompile(text))());
for (const group of ['colour', 'fill', 'line']) Handlebars.registerHelper(group, (name) => new Handlebars.SafeString(input.theme[group][name]));
Handlebars.registerHelper('darkRules', () => new Handlebars.SafeString(input.theme.darkRules));
for (const [name, word] of Object.entries(input.words)) Handlebars.registerHelper(name, () => new Handlebars.SafeString(word));
// The theme that is shipped has no logo.
Handlebars.registerHelper('logo', () => '');
Handlebars.registerHelper('cssValue', (value) => new Handlebars.SafeString(String(value).replace(/[^A-Za-z0-9 .%#-]/g, '')));
Handlebars.registerHelper('safeLink', (value) => (/^(https:\/\/|mailto:)/.test(value) ? value : ''));
for (const [name, text] of Object.entries(input.partials)) Handlebars.registerPartial(name, precompiled(text));
const template = precompiled(input.template);

function round(hash) {
  for (const model of input.models) {
    const mail = template(model).replace(/\s*\n\s*/g, '\n').trim() + '\n';
    if (hash) hash.update(mail);
    else if (mail.length === 0) throw new Error('empty');
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const hash = line === 'hash' ? createHash('sha256') : null;
  round(hash);
  console.log(hash ? hash.digest('hex') : input.models.length);
}
