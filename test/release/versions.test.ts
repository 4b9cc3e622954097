import { ownRelease } from '../../scripts/release/main';
import { disagreements, mentioning, type Release, sectionsOf } from '../../scripts/release/versions';

const lock = (version: string): string => JSON.stringify({ version, packages: { '': { version } } });
const release = (change: Partial<Release> = {}): Release => ({
  manifest: JSON.stringify({ version: '1.2.0' }),
  lockfile: lock('1.2.0'),
  changelog: '# Changelog\n\n## 1.2.0, 2026-12-01\n\n- New.\n\n## 1.1.0, 2026-11-01\n\n- Old.\n',
  mentions: { 'plan.md': 'rev: v1.2.0\nadditional_dependencies: [stateful-web-app@1.2.0]\nimage: 5.4.3\n' },
  ...change,
});

test('this repository agrees with the version in its package.json', () => {
  expect(disagreements(ownRelease())).toEqual([]);
});

test('a release whose files agree may be tagged', () => {
  expect(disagreements(release(), 'v1.2.0')).toEqual([]);
});

test.each([
  ['a lockfile of the last version', { lockfile: lock('1.1.0') }, 'package-lock.json'],
  ['a changelog that ends with the last version', { changelog: '## 1.1.0, 2026-11-01\n\n- Old.\n' }, 'CHANGELOG.md'],
  ['a section without a day', { changelog: '## 1.2.0, not released\n\n- New.\n' }, 'CHANGELOG.md'],
  ['a section that says nothing', { changelog: '## 1.2.0, 2026-12-01\n\n## 1.1.0\n' }, 'CHANGELOG.md'],
  ['a document that names the last version', { mentions: { 'plan.md': 'uses: a/stateful-web-app@v1.1.0' } }, 'plan.md'],
])('%s may not be tagged', (_name, change, file) => {
  expect(disagreements(release(change), 'v1.2.0')).toEqual([expect.stringMatching(new RegExp(`^${file}: `))]);
});

test('a tag of another version is refused', () => {
  expect(disagreements(release(), 'v1.2.1')).toEqual([expect.stringContaining('v1.2.1')]);
});

test('a section is written before its day is known', () => {
  expect(disagreements(release({ changelog: '## 1.2.0, not released\n\n- New.\n' }))).toEqual([]);
});

test('every mention of this package changes, and no version of another', () => {
  const text =
    'cdk8s-stateful-web-app/v1.1.0/templates\n    description: Version of the npm package stateful-web-app\n    default: 1.1.0\n' +
    'PLAN_VERSION: 1.1.0\n  - package: ./x/synth-plugin\n    version: 1.1.0\nnode: 1.1.0\n';
  expect(mentioning('1.2.0', text).match(/1\.2\.0/g)).toHaveLength(4);
  expect(mentioning('1.2.0', text)).toContain('node: 1.1.0');
});

test('the notes of a release are its section alone', () => {
  expect(sectionsOf(release().changelog).map(({ title, text }) => [title, text])).toEqual([
    ['1.2.0, 2026-12-01', '- New.'],
    ['1.1.0, 2026-11-01', '- Old.'],
  ]);
});
