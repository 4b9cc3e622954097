import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { claim, configMap, git, removeRepositories, repository } from '../repo/repository';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/pipelines');
const read = <T>(name: string): T => parse(readFileSync(join(EXAMPLES, name), 'utf8')) as T;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pipeline-'));
  const tsx = JSON.stringify(require.resolve('tsx'));
  const tool = `#!/bin/bash\nexec ${JSON.stringify(process.execPath)} --import ${tsx} ${JSON.stringify(join(ROOT, 'lib/cli/bin.ts'))} "$@"\n`;
  writeFileSync(join(root, 'tool'), tool, { mode: 0o755 });
  // It installs the command of this project; gh has no comment yet, and writes down what it is told.
  script('npm', 'mkdir -p "$3/node_modules/.bin" && cp "$ROOT/tool" "$3/node_modules/.bin/stateful-web-app"');
  script('gh', 'echo "$*" >> "$ROOT/calls"; case "$*" in *--paginate*) echo "${COMMENTS:-[[]]}";; esac');
});
afterEach(() => {
  rmSync(root, { recursive: true });
  removeRepositories();
});

function script(name: string, body: string): void {
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'bin', name), `#!/bin/bash\n${body}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

/** A clone of a repository with a pull or merge request, and its commits. */
function cloned(after: Readonly<Record<string, string | null>>): { work: string; base: string; head: string } {
  const origin = repository({ 'apps/data.yaml': claim('data'), 'apps/a.yaml': configMap('a') }, after);
  const [head, base] = ['HEAD', 'HEAD~1'].map((each) => git(origin, 'rev-parse', each).trim()) as [string, string];
  git(origin, 'update-ref', 'refs/pull/7/head', head);
  git(origin, 'reset', '-q', '--hard', base);
  const work = join(root, 'work');
  git(root, 'clone', '-q', origin, work);
  git(work, 'fetch', '-q', 'origin', 'refs/pull/7/head');
  return { work, base, head };
}

function shell(text: string, cwd: string, env: Readonly<Record<string, string>>): { code: number; out: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', text], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: root, ROOT: root, ...env },
  });
  return { code: status ?? -1, out: stdout + stderr };
}

describe.each([
  ['deletes a claim', { 'apps/data.yaml': null }, 2],
  ['changes a ConfigMap', { 'apps/a.yaml': configMap('a', 'b') }, 0],
] as const)('a request for a GitOps repository that %s', (_, after, expected) => {
  test('is planned on GitHub, with a comment', () => {
    interface Workflow {
      readonly on: Readonly<Record<string, unknown>>;
      readonly jobs: {
        readonly plan: { readonly env: Record<string, string>; readonly steps: readonly { run?: string }[] };
      };
    }
    const { on, jobs } = read<Workflow>('github/plan-repo.yaml');
    // Of the target branch, so that nothing of the pull request is run.
    expect(Object.keys(on)).toEqual(['pull_request_target']);
    const { work, base, head } = cloned(after);
    const given = { ...jobs.plan.env, NUMBER: '7', HEAD: head, BASE: base, RUNNER_TEMP: join(root, 'temp') };
    const files = {
      GITHUB_ENV: join(root, 'env'),
      GITHUB_STEP_SUMMARY: join(root, 'summary'),
      GITHUB_REPOSITORY: 'o/r',
    };
    let last = { code: 0, out: '' };
    let env: Record<string, string> = { ...given, ...files };
    for (const { run } of jobs.plan.steps) {
      if (run === undefined) continue;
      last = shell(run, work, env);
      const kept = /CODE=(\d+)/.exec(spawnSync('cat', [files.GITHUB_ENV], { encoding: 'utf8' }).stdout)?.[1];
      if (kept !== undefined) env = { ...env, CODE: kept };
    }
    expect([last.code, last.out]).toEqual([expected, expect.any(String)]);
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toContain(expected === 2 ? 'claim' : 'ConfigMap');
    expect(readFileSync(join(root, 'calls'), 'utf8')).toContain('--method POST repos/o/r/issues/7/comments');
  });

  test('is planned on GitLab, with a page', () => {
    const file =
      read<Record<string, { variables: Record<string, string>; script: readonly string[] }>>('gitlab/plan-repo.yaml');
    const { work, base, head } = cloned(after);
    const job = file['plan-repo'];
    const { code, out } = shell((job?.script ?? []).join('\n'), work, {
      ...job?.variables,
      CI_PROJECT_DIR: work,
      CI_BUILDS_DIR: root,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_COMMIT_SHA: head,
    });
    expect([code, out]).toEqual([expected, expect.any(String)]);
    expect(readFileSync(join(work, 'plan.md'), 'utf8')).toContain(expected === 2 ? 'claim' : 'ConfigMap');
    expect(readFileSync(join(work, 'plan.html'), 'utf8')).toContain('<!doctype html>');
  });
});
