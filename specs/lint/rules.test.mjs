// Every rule of ours reports a document that breaks it, where it breaks it: what nothing can break holds nothing.
// A break is a text of sound.yaml, which stands there once, and what stands there instead.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const specs = dirname(here);
const scratch = join(specs, 'target', 'lint');
const sound = readFileSync(join(here, 'sound.yaml'), 'utf8');

const lines = (...them) => them.join('\n');
const at = '/sound/{org}/checkout';

const breaks = [
  ['operation-operationId', '      operationId: createCheckoutSession\n', '', `paths.${at}.post`],
  ['billet-source', '    document: None\n', '', 'info.x-source'],
  ['billet-source', '      headers: []\n', '', 'info.x-source.documented'],
  ['billet-version', 'x-billet-version: 0.1.0\n', '', ''],
  ['billet-version', 'x-billet-version: 0.1.0', 'x-billet-version: v1', 'x-billet-version'],
  ['billet-prefix', 'x-billet-prefix: /sound', 'x-billet-prefix: sound', 'x-billet-prefix'],
  ['billet-decision', '      x-billet-decision: The order of checks.\n', '', `paths.${at}.post`],
  ['billet-decision', '      x-billet-decision: Why not found.\n', '', `paths.${at}.post.responses.404`],
  ['billet-decision', "statuses: ['200', '422']", "statuses: ['200']", `paths.${at}.post.responses.422`],
  ['billet-decision', "statuses: ['200', '422']", "statuses: ['200', '422', '402']", 'info.x-source.documented.statuses'],
  ['billet-decision', 'parameters: [org]', 'parameters: []', `paths.${at}.post.parameters.0`],
  [
    'billet-decision',
    lines("        type: string", "      x-billet-decision: Ours.", "    Link:"),
    lines("        type: string", "    Link:"),
    `paths.${at}.post.responses.200`,
  ],
  ['billet-decided-url', '      x-billet-decision: The bounds are ours.\n', '', 'components.schemas.ReturnURL'],
  [
    'billet-envelope',
    lines("            $ref: '#/components/schemas/Error'", '      x-billet-decision: Why not found.'),
    lines("            $ref: '#/components/schemas/Problems'", '      x-billet-decision: Why not found.'),
    `paths.${at}.post.responses.404`,
  ],
  [
    'billet-envelope',
    lines("            $ref: '#/components/schemas/Error'", '      x-billet-decision: Why not found.'),
    lines('            type: object', '      x-billet-decision: Why not found.'),
    `paths.${at}.post.responses.404`,
  ],
  ['billet-pattern-means', '      x-billet-pattern-means: an absolute URL\n', '', 'components.schemas.ReturnURL'],
  [
    'billet-pattern-means',
    '        x-billet-pattern-means: a link whose relation is payment\n',
    '',
    'components.headers.Link.schema',
  ],
  ['billet-money', '          format: int64\n', '', 'components.schemas.Request.properties.amount_cents'],
  [
    'billet-money',
    lines('          type: integer', '          format: int64'),
    '          type: number',
    'components.schemas.Request.properties.amount_cents',
  ],
  [
    'billet-money',
    lines('          type: integer', '          format: int64'),
    "          type: [integer, 'null']",
    'components.schemas.Request.properties.amount_cents',
  ],
  [
    'billet-request-id',
    lines('      description: Not found', '      headers:', '        X-Request-Id:'),
    lines('      description: Not found', '      headers:', '        X-Other-Id:'),
    'components.responses.NotFound.headers',
  ],
  ['billet-payment-link', '            Link:\n', '            X-Request-Id-2:\n', `paths.${at}.post.responses.200.headers`],
  ['billet-allow', '        Allow:\n', '        X-Allow:\n', 'components.responses.MethodNotAllowed.headers'],
  [
    'billet-retry-after',
    lines('        # of 429', '        Retry-After:'),
    '        X-Retry-After:',
    'components.responses.RateLimited.headers',
  ],
  [
    'billet-retry-after',
    lines('        # of 503', '        Retry-After:'),
    '        X-Retry-After:',
    'components.responses.Unavailable.headers',
  ],
  [
    'billet-json-errors',
    lines('        application/json:', '          schema:', "            $ref: '#/components/schemas/Error'", '      x-billet-decision: Why not found.'),
    lines('        text/plain:', '          schema:', "            $ref: '#/components/schemas/Error'", '      x-billet-decision: Why not found.'),
    'components.responses.NotFound.content',
  ],
  ['billet-idempotency-key', '      required: false', '      required: true', `paths.${at}.post.parameters`],
  ['billet-return-urls', '      maxLength: 2048\n', '', 'components.schemas.ReturnURL'],
  ['billet-return-urls', '      maxLength: 2048', '      maxLength: 4096', 'components.schemas.ReturnURL'],
  ['billet-return-urls', "pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[a-z.]+$'", "pattern: '^h.*$'", 'components.schemas.ReturnURL'],
];

// On for billet.yaml alone, by its name.
const ownBreak = ['billet-problem-errors', 'application/json', 'application/json', 'components.responses.NotFound.content'];

const documentOf = ([, text, instead]) => {
  assert.equal(sound.split(text).length, 2, `stands in sound.yaml once: ${text}`);
  return sound.replace(text, () => instead);
};

const fileOf = (index) => join(scratch, `break-${index}.yaml`);
let results;

const lint = (files) => {
  const command = join(specs, 'node_modules', '.bin', 'spectral');
  const options = ['lint', '--ruleset', join(specs, '.spectral.yaml'), '--format', 'json', '--quiet', ...files];
  try {
    return JSON.parse(execFileSync(command, options, { cwd: specs, encoding: 'utf8', maxBuffer: 1 << 26 }));
  } catch (failure) {
    // It exits 1 where it finds something, which is what it is asked for.
    return JSON.parse(failure.stdout);
  }
};

before(() => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const own = join(scratch, 'billet.yaml');
  writeFileSync(own, sound);
  writeFileSync(join(scratch, 'sound.yaml'), sound);
  breaks.forEach((it, index) => writeFileSync(fileOf(index), documentOf(it)));
  results = lint([own, join(scratch, 'sound.yaml'), ...breaks.map((_, index) => fileOf(index))]);
});

const found = (file) => results.filter(({ source }) => source === file);

const assertReported = ([rule, , , path], file) => {
  const reports = found(file).map(({ code, path: where }) => `${code} at ${where.join('.')}`);
  assert.ok(reports.includes(`${rule} at ${path}`), `${rule} at ${path} is not among:\n${reports.join('\n')}`);
};

test('a sound contract breaks nothing', () => {
  assert.deepEqual(found(join(scratch, 'sound.yaml')), []);
});

breaks.forEach((it, index) => {
  test(`${it[0]} sees ${JSON.stringify(it[2].trim() || 'the absence')} for ${JSON.stringify(it[1].trim())}`, () => {
    assertReported(it, fileOf(index));
  });
});

test('billet-problem-errors holds our own contract to problem details', () => {
  assertReported(ownBreak, join(scratch, 'billet.yaml'));
});

test('no rule of ours is without a document that breaks it', () => {
  const rules = [...readFileSync(join(specs, '.spectral.yaml'), 'utf8').matchAll(/^ {2}(billet-[a-z-]+):$/gm)];
  const broken = new Set([...breaks, ownBreak].map(([rule]) => rule));
  assert.deepEqual(rules.map(([, rule]) => rule).filter((rule) => !broken.has(rule)), []);
});
