import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { STORAGE_CODE_NAMES, SYNTH_CODES, type SynthCode } from '../lib/messages/synth-codes';
import { MISTAKES } from './support/errors/mistakes';
import { synthMessage, unchecked } from './support/errors/unchecked';
import { VERDICTS } from './support/errors/verdicts';

const CODES = Object.keys(SYNTH_CODES) as SynthCode[];

/** Those of storage depend on the cluster: test/storage makes them, and test/apiserver what Kubernetes does. */
const OWN_ERRORS = CODES.filter((code) => SYNTH_CODES[code].kind === 'error' && !STORAGE_CODE_NAMES.includes(code));

function sources(): string {
  return ['lib/app', 'lib/shape', 'lib/storage']
    .flatMap((folder) =>
      fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
    )
    .filter((name) => name.endsWith('.ts'))
    .map((name) => fs.readFileSync(name, 'utf8'))
    .join('\n');
}

const codesOf = (keys: readonly string[]): string[] => [...new Set(keys.map((key) => key.split(':')[0] ?? ''))].sort();

test('every error of an app is made in the tests and has a verdict of Kubernetes', () => {
  expect(OWN_ERRORS.length).toBeGreaterThan(60);
  expect(codesOf(MISTAKES.map(({ code }) => code))).toEqual([...OWN_ERRORS].sort());
  expect(codesOf(Object.keys(VERDICTS))).toEqual([...OWN_ERRORS].sort());
});

test('every code of the registry is given by a check', () => {
  const text = sources();
  expect(CODES.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});

test.each(['generate-errors.ts', 'generate-prop-table.ts'])('what scripts/%s writes is committed', (script) => {
  const args = ['--import', 'tsx', `scripts/${script}`, '--check'];
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('the wording of all errors', () => {
  const messages = MISTAKES.map((mistake) => synthMessage(mistake).split('\n').slice(1).join('\n'));
  expect([...new Set(messages)].sort().join('\n')).toMatchSnapshot();
});

test('a rule that is stricter than Kubernetes says so in its documentation', () => {
  const stricter = Object.entries(VERDICTS).filter(([, verdict]) => 'accepted' in verdict);
  for (const code of codesOf(stricter.map(([key]) => key))) {
    expect(SYNTH_CODES[code as SynthCode].otherwise).toMatch(/\*\*(accepts|let)/);
  }
});

test('what is wrong and what to write instead are sentences without a full stop', () => {
  for (const code of CODES) {
    const { title, otherwise, remedy } = SYNTH_CODES[code];
    expect([title, otherwise, remedy].filter((text) => /\.$/.test(text) || text.trim() === '')).toEqual([]);
    expect([title, remedy]).toEqual([expect.stringMatching(/^[A-Z`]/), expect.stringMatching(/^[A-Z`]/)]);
  }
});

test.each(MISTAKES)('$code is reported for $title, and what it prevents can be tried out', (mistake) => {
  expect(synthMessage(mistake)).toContain(`[${mistake.code}]`);
  expect(unchecked(mistake)).not.toHaveLength(0);
});
