import * as fs from 'node:fs';
import * as path from 'node:path';
import { plan } from '../../lib/plan';
import { run } from '../cli/run';
import { application, change, claim, configMap, git, planRepo, removeRepositories, repository } from './repository';

jest.setTimeout(120_000);
afterAll(removeRepositories);

const start = { 'argocd/web.yaml': application('web', 'web'), 'web/data.yaml': claim('data') };
const padding = (count: number): string => `# argoproj.io ${'x'.repeat(1000)}\n`.repeat(count);

describe('a file that is too large', () => {
  test.each([
    [
      'a manifest',
      { 'web/big.yaml': configMap('big') + padding(70_000) },
      'Application argocd/web unit-not-built data-risk',
    ],
    [
      'one that describes a unit',
      { 'argocd/web.yaml': application('web', 'web') + padding(70_000) },
      'Folder argocd unit-not-built data-risk',
    ],
    [
      'a kustomization',
      { 'k/kustomization.yaml': `resources: [a.yaml]\n${padding(9000)}`, 'k/a.yaml': configMap('k') },
      'Folder k unit-refused none',
    ],
    [
      'a Chart.yaml',
      { 'c/Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\n${padding(70_000)}` },
      'Chart c unit-not-built data-risk',
    ],
  ])('is a finding, and stops no plan: %s', async (_, files, finding) => {
    const { code, findings } = await planRepo(repository(start, files));
    expect([code, findings]).toEqual([
      finding.endsWith('data-risk') ? 2 : 0,
      expect.arrayContaining([expect.stringContaining(finding)]),
    ]);
    // What nobody can look into any more is not removed.
    expect(findings.filter((each) => /unit-removed|claim-deleted/.test(each))).toEqual([]);
  });

  test('is an error where it is plan.yaml, as any other that cannot be read', async () => {
    for (const text of [`ignore: []\n${padding(9000)}`, 'ignore: [\nunits: {\n'])
      expect(await planRepo(repository(start, { 'plan.yaml': text }))).toMatchObject({
        code: 1,
        notes: expect.stringContaining('plan.yaml'),
      });
  });
});

describe('a description that breaks', () => {
  test('removes nothing: the unit is as it was', async () => {
    const folder = repository(start, { 'argocd/web.yaml': `${application('web', 'web')}  bad: [\n` });
    const { findings } = await planRepo(folder);
    expect(findings).toContain('Folder argocd: Folder argocd unit-refused rejected');
    expect(findings.filter((each) => /unit-removed|claim-deleted/.test(each))).toEqual([]);
  });

  test('and one that is deleted does', async () => {
    const { findings } = await planRepo(repository(start, { 'argocd/web.yaml': null }));
    expect(findings).toContain('Application argocd/web: PersistentVolumeClaim web/data claim-deleted data-risk');
  });
});

describe('a chart of many', () => {
  test('charts that depend on themselves under other names ends', async () => {
    const many = Array.from(
      { length: 60 },
      (_, index) => `  - { name: d${index}, version: 1.0.0, repository: 'file://.' }\n`,
    );
    const folder = repository(start, {
      'argocd/chart.yaml': application('chart', 'chart'),
      'chart/Chart.yaml': `apiVersion: v2\nname: chart\nversion: 1.0.0\ndependencies:\n${many.join('')}`,
    });
    const { code, findings } = await planRepo(folder);
    expect([code, findings]).toEqual([
      2,
      expect.arrayContaining(['Application argocd/chart: Application argocd/chart unit-not-built data-risk']),
    ]);
  });
});

describe('a link', () => {
  test('out of the repository, to a device or of any length is not followed', async () => {
    const folder = repository(start);
    for (const [index, target] of ['/etc/hostname', '../../../../etc/hostname', '/dev/zero', 'l0.yaml'].entries())
      fs.symlinkSync(target, path.join(folder, `web/l${index}.yaml`));
    git(folder, 'add', '-A');
    // Git keeps a link of any length.
    fs.writeFileSync(path.join(folder, 'long'), 'x'.repeat(100_000));
    const id = git(folder, 'hash-object', '-w', 'long').trim();
    fs.rmSync(path.join(folder, 'long'));
    git(folder, 'update-index', '--add', '--cacheinfo', `120000,${id},web/long.yaml`);
    git(folder, 'commit', '-qm', 'links');
    const { code, out } = await planRepo(folder);
    expect(code).not.toBe(1);
    expect(out).not.toContain(fs.readFileSync('/etc/hostname', 'utf8').trim());
  });
});

describe('what a stranger writes', () => {
  test('reaches the output on no line of its own, and as no escape', async () => {
    const evil = 'x\\n::error::boo\\u001b[31m\\r::set-output name=a::b';
    const folder = repository(start, {
      'argocd/evil.yaml': application('web', 'web')
        .replaceAll('name: web', `name: "${evil}"`)
        .replace('path: web', `path: "${evil}"`),
    });
    change(folder, {
      'new\n::error::folder/kustomization.yaml': 'resources: [gone.yaml]\n',
      'web/\u001b[31mred\n::error::x.yaml': configMap('b'),
    });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'names');
    for (const format of ['text', 'markdown', 'html', 'sarif', 'json']) {
      const { out, err } = await run(['plan', '--repo', 'HEAD~2', 'HEAD', '--format', format], {
        cwd: folder,
        engine: plan,
      });
      const lines = `${out}\n${err}`.split(/[\n\r]/);
      expect(lines.filter((each) => each.startsWith('::') || each.includes('\u001b'))).toEqual([]);
    }
  });

  test('is no option of git', async () => {
    const { code, err } = await run(['plan', '--repo', '--', '--output=x'], { cwd: repository(start), engine: plan });
    expect([code, err]).toEqual([1, expect.stringContaining('is not a revision')]);
  });
});
