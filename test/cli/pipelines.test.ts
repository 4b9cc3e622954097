import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const EXAMPLES = join(__dirname, '../../examples/pipelines');
const MARKER = '<!-- stateful-web-app plan -->';

/** Answers as npm, npx and gh would, and writes down how it was called. */
const STUB = `#!/bin/bash
echo "$(basename "$0") $*" >> "$CALLS"
case "$(basename "$0") $*" in
  'npx cdk8s synth') if [ -n "$STALE" ]; then echo more >> dist/web.k8s.yaml; fi ;;
  'npx stateful-web-app plan '*) printf '%s\\nthe plan\\n' '${MARKER}'; exit "\${PLAN_CODE:-0}" ;;
  'gh api --paginate '*) echo "$COMMENT_ID" ;;
esac
`;

let root = '';
let work = '';
const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pipeline-'));
  work = join(root, 'work');
  mkdirSync(join(root, 'bin'));
  for (const name of ['npm', 'npx', 'gh']) {
    writeFileSync(join(root, 'bin', name), STUB);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  const origin = join(root, 'origin');
  mkdirSync(join(origin, 'dist'), { recursive: true });
  git(origin, 'init', '-q', '-b', 'main');
  writeFileSync(join(origin, 'dist/web.k8s.yaml'), 'a: 1\n');
  git(origin, 'add', '-A');
  git(origin, 'commit', '-qm', 'base');
  git(root, 'clone', '-q', origin, work);
  git(work, 'switch', '-qc', 'feature');
  writeFileSync(join(work, 'dist/web.k8s.yaml'), 'a: 2\n');
  git(work, 'commit', '-qam', 'change');
  // The target branch has moved on meanwhile: what it changed is not this change's doing.
  writeFileSync(join(origin, 'dist/other.k8s.yaml'), 'b: 1\n');
  git(origin, 'add', '-A');
  git(origin, 'commit', '-qm', 'elsewhere');
  git(work, 'fetch', '-q');
});
afterEach(() => rmSync(root, { recursive: true }));

const baseCommit = (): string => git(work, 'rev-parse', 'HEAD~1').trim();
const calls = (): string[] =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : [];

function shell(script: string, env: Readonly<Record<string, string>>): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    const child = spawn('bash', ['-e', '-c', script], {
      cwd: work,
      env: {
        PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
        HOME: root,
        CALLS: join(root, 'calls'),
        ...env,
      },
    });
    const out: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => out.push(String(chunk)));
    child.on('close', (code) => done({ code: code ?? -1, out: out.join('') }));
  });
}

describe('GitHub Actions', () => {
  interface Step {
    readonly name?: string;
    readonly run?: string;
    readonly id?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  const { jobs, on, permissions } = parse(readFileSync(join(EXAMPLES, 'github-actions.yaml'), 'utf8')) as {
    on: unknown;
    permissions: unknown;
    jobs: { plan: { steps: Step[]; env: Record<string, string> } };
  };

  /** Runs the shell steps as a runner does: one after the other, until one fails. */
  async function runSteps(
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ failed?: string | undefined; out: string }> {
    const values: Record<string, string> = {
      'github.base_ref': 'main',
      'github.token': 'token',
      'github.event.pull_request.number': '7',
    };
    const fill = (table: Readonly<Record<string, string>> = {}): Record<string, string> =>
      Object.fromEntries(
        Object.entries(table).map(([key, text]) => [
          key,
          text.replace(/\$\{\{ (.*?) \}\}/g, (_all, name: string) => values[name] ?? `?${name}?`),
        ]),
      );
    const files = {
      GITHUB_OUTPUT: join(root, 'output'),
      GITHUB_STEP_SUMMARY: join(root, 'summary'),
      GITHUB_REPOSITORY: 'o/r',
    };
    const out: string[] = [];
    for (const step of jobs.plan.steps.filter(({ run }) => run !== undefined)) {
      writeFileSync(files.GITHUB_OUTPUT, '');
      const result = await shell(step.run!, { ...fill(jobs.plan.env), ...fill(step.env), ...files, ...env });
      out.push(result.out);
      for (const [, key, value] of readFileSync(files.GITHUB_OUTPUT, 'utf8').matchAll(/^(\w+)=(.*)$/gm)) {
        values[`steps.${step.id ?? ''}.outputs.${key ?? ''}`] = value ?? '';
      }
      if (result.code !== 0) {
        return { failed: step.name, out: out.join('') };
      }
    }
    return { out: out.join('') };
  }

  test('has the rights it needs, and no others', () => {
    expect(on).toEqual({ pull_request: null });
    expect(permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
  });

  test('never puts what others write into a script', () => {
    for (const { run = '' } of jobs.plan.steps) {
      expect(run).not.toContain('${{');
    }
  });

  test('plans against the merge base and makes a comment', async () => {
    expect((await runSteps()).failed).toBeUndefined();
    expect(calls()).toEqual([
      'npm ci',
      'npx cdk8s synth',
      `npx stateful-web-app plan git:${baseCommit()}:dist dist --apply client --fail-on rejected --format markdown`,
      expect.stringContaining('gh api --paginate repos/o/r/issues/7/comments'),
      'gh api --silent --method POST repos/o/r/issues/7/comments --field body=@plan.md',
    ]);
    expect(readFileSync(join(root, 'summary'), 'utf8')).toBe(`${MARKER}\nthe plan\n`);
  });

  test('renews its comment', async () => {
    await runSteps({ COMMENT_ID: '42' });
    expect(calls().at(-1)).toBe('gh api --silent --method PATCH repos/o/r/issues/comments/42 --field body=@plan.md');
  });

  test('passes the accepted dangers, where there is such a file', async () => {
    writeFileSync(join(work, 'plan-acknowledged.yaml'), 'acknowledgements: []\n');
    await runSteps();
    expect(calls()).toContainEqual(expect.stringContaining('--acknowledge plan-acknowledged.yaml'));
  });

  test('fails after the comment when the plan stops', async () => {
    expect((await runSteps({ PLAN_CODE: '2' })).failed).toBe('Verdict');
    expect(calls().at(-1)).toContain('--method POST');
  });

  test('fails without a comment when the plan cannot be made', async () => {
    expect((await runSteps({ PLAN_CODE: '1' })).failed).toBe('Plan against the target branch');
    expect(calls().at(-1)).toContain('stateful-web-app plan');
  });

  test('fails when dist/ is stale, and shows the difference', async () => {
    const { failed, out } = await runSteps({ STALE: '1' });
    expect(failed).toBe('Check that dist/ is up to date');
    expect(out).toContain('+more');
  });

  test('compares with nothing where the target branch has no dist/ yet', async () => {
    git(work, 'switch', '-q', '--orphan', 'fresh');
    mkdirSync(join(work, 'dist'), { recursive: true });
    git(work, 'commit', '-q', '--allow-empty', '-m', 'empty');
    git(work, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    await runSteps();
    expect(calls()).toContainEqual(expect.stringContaining('plan /dev/null dist'));
  });
});

describe('GitLab CI', () => {
  const { plan } = parse(readFileSync(join(EXAMPLES, 'gitlab-ci.yaml'), 'utf8')) as {
    plan: { script: string[]; variables: Record<string, string>; artifacts: unknown };
  };
  let server: Server;
  let requests: string[] = [];
  let notes: unknown[] = [];
  beforeEach(async () => {
    requests = [];
    notes = [];
    server = createServer((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (chunk: Buffer) => body.push(chunk));
      request.on('end', () => {
        requests.push(`${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(body).toString()}`.trim());
        response.end(JSON.stringify(request.method === 'GET' ? notes : {}));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  const runScript = (env: Readonly<Record<string, string>> = {}): ReturnType<typeof shell> =>
    shell(plan.script.join('\n'), {
      ...plan.variables,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      CI_PROJECT_ID: '1',
      CI_MERGE_REQUEST_IID: '7',
      PLAN_TOKEN: 'secret',
      ...env,
    });
  const posted = `{"body":"${MARKER}\\nthe plan\\n"}`;

  test('plans against the merge base and makes a comment', async () => {
    expect((await runScript()).code).toBe(0);
    expect(calls().at(-1)).toBe(
      `npx stateful-web-app plan git:${baseCommit()}:dist dist --apply client --fail-on rejected --format markdown`,
    );
    expect(requests).toEqual([
      'GET /projects/1/merge_requests/7/notes?per_page=100&page=1',
      `POST /projects/1/merge_requests/7/notes ${posted}`,
    ]);
  });

  test('renews its comment', async () => {
    notes = [
      { id: 1, body: 'hello' },
      { id: 9, body: `${MARKER}\nold` },
    ];
    await runScript();
    expect(requests.at(-1)).toBe(`PUT /projects/1/merge_requests/7/notes/9 ${posted}`);
  });

  test('fails after the comment when the plan stops, and before it when there is none', async () => {
    expect((await runScript({ PLAN_CODE: '2' })).code).toBe(2);
    expect(requests).toHaveLength(2);
    expect((await runScript({ PLAN_CODE: '1' })).code).toBe(1);
    expect(requests).toHaveLength(2);
  });

  test('fails when dist/ is stale', async () => {
    const { code, out } = await runScript({ STALE: '1' });
    expect(code).toBe(1);
    expect(out).toContain('dist/ is not what the code gives');
  });

  test('says where the plan is when it may not comment', async () => {
    const { code, out } = await runScript({ PLAN_TOKEN: '' });
    expect(code).toBe(0);
    expect(out).toContain('PLAN_TOKEN is not set: no comment. The plan is in the artifact plan.md.');
    expect(requests).toEqual([]);
  });
});
