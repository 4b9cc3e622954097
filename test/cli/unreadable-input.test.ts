import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../lib/plan';
import { run } from './run';

jest.setTimeout(60_000); // One runs git a few times.

let cwd = '';
const write = (name: string, content: string | Buffer): void => writeFileSync(join(cwd, name), content);
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plan-'));
  write('web.yaml', WEB);
});
afterEach(() => rmSync(cwd, { recursive: true }));

const WEB = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n';
// What a terminal would obey.

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test.each([
  [
    'a binary file',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x0a, 0x00, 0x1b, 0x5b]),
    'x.yaml, line 2: a NUL byte: this is not text. Give YAML or JSON in UTF-8',
  ],
  [
    'text in Latin-1',
    Buffer.from(`${WEB}# caf\u00e9\n`, 'latin1'),
    'x.yaml, line 5: a byte that is not UTF-8: this is not text. Give YAML or JSON in UTF-8',
  ],
  [
    'a control character',
    `${WEB}data: {a: "\u001b[2J"}\n`,
    'x.yaml, document 1, line 5, column 12: the control character \\u001b, which YAML does not allow. Remove it',
  ],
])('%s is refused with its place, and nothing that a terminal obeys', async (_what, content, message) => {
  write('x.yaml', content);
  const { code, out, err } = await run(['plan', 'x.yaml', 'web.yaml'], { cwd });
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: `stateful-web-app: ${message}\n` });
  expect(err).not.toMatch(CONTROL);
});

test('the name of a file stays on its line, on disk and in a commit, in an error, a note and a finding', async () => {
  const name = 'x\nPass: nothing with impact rejected or worse.\n::error::y';
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd });
  mkdirSync(join(cwd, 'dist'));
  write('dist/web.yaml', WEB);
  git('init', '-q');
  git('add', '-A');
  for (const content of [`${WEB}  bad`, `${WEB}data: { a: 1, a: 2 }\n`, WEB.replace('web', 'other')]) {
    for (const ending of ['.yaml', '.jsonnet', '.d/Kustomization']) {
      mkdirSync(join(cwd, 'dist', `${name}.d`), { recursive: true });
      write(`dist/${name}${ending}`, content);
      git('add', '-A');
      git('commit', '-qm', 'more');
      for (const after of ['dist', 'git:HEAD:dist']) {
        const { out, err } = await run(['plan', 'web.yaml', after, '--fail-on', 'never'], { cwd, engine: plan });
        const lines = `${out}\n${err}`.split('\n');
        expect(
          lines.filter((each) => /^\s*(Pass: nothing with impact rejected or worse\.|::error)/.test(each)),
        ).toEqual([]);
      }
      rmSync(join(cwd, 'dist', `${name}${ending}`));
    }
  }
});

test('UTF-16, as PowerShell writes it, is read, and so is a U+FFFD that stands in the file', async () => {
  write('little.yaml', Buffer.from(`\ufeff${WEB}`, 'utf16le'));
  write('big.yaml', Buffer.from(`\ufeff${WEB}`, 'utf16le').swap16());
  write('mark.yaml', `\ufeff${WEB}# \ufffd\n`);
  for (const name of ['little.yaml', 'big.yaml', 'mark.yaml']) {
    expect(await run(['plan', name, 'web.yaml'], { cwd, engine: plan })).toMatchObject({ code: 0, err: '' });
  }
});

test.each([['text'], ['markdown']])('%s shows control characters of a value as their codes', async (format) => {
  const json = (value: string): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: value } });
  write('before.json', json('a'));
  write('after.json', json('\u001b[2J\u202e'));
  const { out } = await run(['plan', 'before.json', 'after.json', '--format', format], { cwd, engine: plan });
  expect(out).toContain('u001b[2J');
  expect(out).not.toMatch(CONTROL);
});

test('acknowledgements that cannot be read are told in plain words', async () => {
  const acknowledge = async (file: string): Promise<string> =>
    (await run(['plan', 'web.yaml', 'web.yaml', '--acknowledge', file], { cwd })).err;
  expect(await acknowledge('none.yaml')).toBe(
    `stateful-web-app: the file of acknowledgements 'none.yaml' does not exist (looked at ${join(cwd, 'none.yaml')})\n`,
  );
  expect(await acknowledge('.')).toBe("stateful-web-app: the file of acknowledgements '.' is a folder, not a file\n");
});
