import * as fs from 'node:fs';
import * as path from 'node:path';
import { STORAGE_CODES } from '../lib/storage/storage-codes';
import { MISTAKES } from './support/errors/mistakes';
import { synthMessage, unchecked } from './support/errors/unchecked';
import { VERDICTS } from './support/errors/verdicts';

const root = path.resolve(__dirname, '..');

/** Reported as warnings: they stop nothing. */
const WARNINGS = ['autoscaler-deletes-data', 'disruption-budget-blocks-drain', 'selector-shared', 'volume-shadowed'];

/** Everything in the sources that looks like a code of an error. */
function codesOfSources(): string[] {
  const app = path.join(root, 'lib/app');
  const names = fs.readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const files = names.map((name) => path.join(app, name));
  const text = files.map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const patterns = [
    /\bcode: '([a-z-]+)'/g,
    /\bconst code = '([a-z-]+)'/g,
    /(?:[pP]roblem|\.tell|\.report)\(\s*(?:report,\s*)?'([a-z-]+)'/g,
    /notText\('([a-z-]+)'/g,
    /\[([a-z]+(?:-[a-z]+)+)\]'/g,
  ];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code]) => code ?? ''));
  // Those of storage depend on the cluster: docs/storage.md has them, and test/apiserver what Kubernetes does.
  const others = [...WARNINGS, ...STORAGE_CODES.map(({ code }) => code)];
  return [...new Set(found)].filter((code) => !others.includes(code)).sort();
}

const codesOf = (keys: readonly string[]): string[] => [...new Set(keys.map((key) => key.split(':')[0] ?? ''))].sort();

test('every error is made in the tests, has a verdict of Kubernetes, and is documented', () => {
  const documented = [...fs.readFileSync(path.join(root, 'docs/errors.md'), 'utf8').matchAll(/^\| `([a-z-]+)`/gm)];
  const codes = codesOfSources();

  expect(codes.length).toBeGreaterThan(60);
  expect(codesOf(MISTAKES.map(({ code }) => code))).toEqual(codes);
  expect(codesOf(Object.keys(VERDICTS))).toEqual(codes);
  expect(documented.map(([, code]) => code)).toEqual(codes);
});

test('a rule that is stricter than Kubernetes says so in its documentation', () => {
  const rows = fs.readFileSync(path.join(root, 'docs/errors.md'), 'utf8').split('\n');
  const stricter = Object.entries(VERDICTS).filter(([, verdict]) => 'accepted' in verdict);

  for (const code of codesOf(stricter.map(([key]) => key))) {
    expect(rows.find((row) => row.startsWith(`| \`${code}\``))).toMatch(/\*\*(accepts|let)/);
  }
});

test.each(MISTAKES)('$code is reported for $title, and what it prevents can be tried out', (mistake) => {
  expect(synthMessage(mistake)).toContain(`[${mistake.code}]`);
  expect(unchecked(mistake)).not.toHaveLength(0);
});
