import fc from '../support/fast-check';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { plan } from '../../lib/plan';
import { run as runWith, type Run } from './run';

jest.setTimeout(120_000);

let cwd: string;
const run = (args: readonly string[]): Promise<Run> => runWith(args, { cwd, engine: plan });
beforeAll(() => (cwd = fs.mkdtempSync(join(tmpdir(), 'secrets-'))));
afterAll(() => fs.rmSync(cwd, { recursive: true, force: true }));

const FORMATS = ['text', 'markdown', 'json'];
const PASSWORD = 'hunter2hunter2';

interface Json {
  readonly [field: string]: unknown;
}

const named = (kind: string, fields: Json, apiVersion = 'v1', metadata: Json = {}): Json => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'prod', ...metadata },
  ...fields,
});
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const note = (object: Json): Json => ({
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object) },
});
const custom = (kind: string, spec: Json): Json => named(kind, { spec }, 'example.com/v1');
const inner = (value: string): Json => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'x' },
  stringData: { p: value },
});

/** Places where a secret value stands, as objects with it. */
const PLACES: Readonly<Record<string, (value: string) => Json>> = {
  'data of a Secret': (value) => named('Secret', { data: { p: base64(value) } }),
  'stringData of a Secret': (value) => named('Secret', { stringData: { p: value } }),
  'data that is no base64': (value) => named('Secret', { data: { p: `${value}!` } }),
  'data that is no map': (value) => named('Secret', { data: value }),
  'a list in stringData': (value) => named('Secret', { stringData: { p: [{ name: value }] } }),
  'a field that no Secret has': (value) => named('Secret', { dat: { p: value } }),
  'an annotation of a Secret': (value) => named('Secret', { data: {} }, 'v1', { annotations: { p: value } }),
  'what was last applied of a Secret': (value) => named('Secret', { data: {} }, 'v1', note(inner(value))),
  'what was last applied of another kind': (value) =>
    named(
      'SealedSecret',
      { spec: {} },
      'bitnami.com/v1alpha1',
      note(custom('Wiki', { template: { stringData: { p: value } } })),
    ),
  'what was last applied and is no JSON': (value) =>
    named('ConfigMap', {}, 'v1', { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{${value}` } }),
  'a kind in lower case': (value) => named('secret', { stringData: { p: value } }),
  'a kind in upper case': (value) => named('SECRET', { data: { p: base64(value) } }),
  'a SealedSecret': (value) => named('SealedSecret', { spec: { encryptedData: { p: value } } }, 'bitnami.com/v1alpha1'),
  'the template of a SealedSecret': (value) =>
    named(
      'SealedSecret',
      { spec: { template: { stringData: { p: value }, data: { q: value } } } },
      'bitnami.com/v1alpha1',
    ),
  'the template of an ExternalSecret': (value) =>
    named('ExternalSecret', { spec: { target: { template: { data: { p: value } } } } }, 'external-secrets.io/v1'),
  'a Secret in a list of an unknown kind': (value) => custom('Bundle', { objects: [{ a: 1 }, inner(value)] }),
  'a list below stringData of an unknown kind': (value) => custom('Bundle', { stringData: [{ name: value, value }] }),
  'a Secret in a text': (value) => named('ConfigMap', { data: { 'x.yaml': stringify(inner(value)) } }),
  'a Secret in a text with escapes': (value) =>
    named('ConfigMap', { data: { a: `{"k\\u0069nd": "S\\u0065cret", "stringData": {"p": "${value}"}}` } }),
  'a Secret in base64': (value) => named('ConfigMap', { binaryData: { a: base64(stringify(inner(value))) } }),
  'a private key': (value) =>
    named('ConfigMap', {
      data: { 'a.pem': `-----BEGIN RSA PRIVATE KEY-----\n${value}\n-----END RSA PRIVATE KEY-----\n` },
    }),
  'a field of a Secret with the wrong type': (value) => named('Secret', { immutable: value, data: {} }),
  'an annotation of the Secret that a SealedSecret makes': (value) =>
    named('SealedSecret', { spec: { template: { metadata: { annotations: { p: value } } } } }, 'bitnami.com/v1alpha1'),
  'a template of an ExternalSecret in the open': (value) =>
    named(
      'ExternalSecret',
      { spec: { target: { template: { templateFrom: [{ literal: `p: ${value}` }] } } } },
      'external-secrets.io/v1',
    ),
  'a password of an unknown kind': (value) => custom('Database', { adminPassword: value, users: [{ token: value }] }),
  'a release of Helm': (value) =>
    named('Secret', { type: 'helm.sh/release.v1', data: { release: base64(base64(value)) } }),
  'a release of Helm in a ConfigMap': (value) =>
    named('ConfigMap', { data: { release: value } }, 'v1', { labels: { owner: 'helm' } }),
  'a Secret in a List': (value) => ({
    apiVersion: 'v1',
    kind: 'List',
    items: [named('Secret', { stringData: { p: value } })],
  }),
  'a SecretList': (value) => ({
    apiVersion: 'v1',
    kind: 'SecretList',
    items: [{ metadata: { name: 'web' }, stringData: { p: value } }],
  }),
};

async function said(before: string, after: string, args: readonly string[] = []): Promise<string> {
  fs.writeFileSync(join(cwd, 'before.yaml'), before);
  fs.writeFileSync(join(cwd, 'after.yaml'), after);
  let all = '';
  for (const format of FORMATS) {
    const { out, err } = await run(['plan', 'before.yaml', 'after.yaml', '--format', format, ...args]);
    all += out + err;
  }
  return all;
}

/** What of a secret must not be seen: the value, and its forms in base64. */
const FORMS = [PASSWORD, base64(PASSWORD).slice(0, -2), base64(base64(PASSWORD)).slice(0, -4)];
const leaks = (text: string): string[] => FORMS.filter((form) => text.includes(form));

const other = named('ConfigMap', { data: { a: 'b' } }, 'v1', { name: 'other' });

describe.each(Object.entries(PLACES))('%s', (_place, make) => {
  test.each([
    ['that comes', stringify(other), stringify(make(PASSWORD))],
    ['that goes', stringify(make(PASSWORD)), stringify(other)],
    ['that changes', stringify(make(`${PASSWORD}1`)), stringify(make(`${PASSWORD}2`))],
    ['that changes, in JSON', JSON.stringify(make(`${PASSWORD}1`)), JSON.stringify(make(`${PASSWORD}2`))],
  ])('is in no output %s', async (_what, before, after) => {
    for (const args of [[], ['--apply', 'replace', '--validate', 'warn']]) {
      const text = await said(before, after, args);
      expect(leaks(text)).toEqual([]);
      expect(text).not.toMatch(/HIDDEN|KipISURE/);
    }
  });

  test('is in no error of a file that is broken anywhere', async () => {
    const text = stringify(make(PASSWORD));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length),
        fc.constantFrom(
          '\n',
          ': ',
          '"',
          '{',
          '[',
          ' *',
          ' &',
          '!',
          '@',
          '%',
          '\t',
          '- ',
          '\n   ',
          '\u0007',
          '{{ x }}',
          '---x',
          '\n...\n',
        ),
        async (at, splice) => {
          const broken = text.slice(0, at) + splice + text.slice(at);
          fs.writeFileSync(join(cwd, 'before.yaml'), '');
          fs.writeFileSync(join(cwd, 'after.yaml'), broken);
          const { out, err } = await run(['plan', 'before.yaml', 'after.yaml']);
          expect(leaks(out + err)).toEqual([]);
        },
      ),
      { numRuns: 10, seed: 1 },
    );
  });
});

test('a secret that changes is seen to change, and one that stays to stay', async () => {
  const secret = (value: string): string =>
    stringify(named('SealedSecret', { spec: { encryptedData: { p: value } } }, 'bitnami.com/v1alpha1'));
  expect(await said(secret('one'), secret('two'))).toContain('*** (before)');
  expect(await said(secret('one'), secret('one'))).toMatch(/no change/i);
});

test('the same value in data and in stringData is no change', async () => {
  const [data, text] = ['data', 'stringData'].map((field) =>
    stringify(named('Secret', { [field]: { p: field === 'data' ? base64(PASSWORD) : PASSWORD } })),
  );
  expect(await said(data ?? '', text ?? '', ['--apply', 'replace'])).toMatch(/no change/i);
});
