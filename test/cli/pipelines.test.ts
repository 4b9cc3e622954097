import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/pipelines');
const MARKER = '<!-- stateful-web-app plan -->';

/** Answers as npm, gh and the tools of node_modules would, and writes down how it was called. */
const STUB = `#!/bin/bash
echo "$(basename "$0") $*" >> "$CALLS"
case "$(basename "$0") $*" in
  'tsc --noEmit') exit "\${TYPES_CODE:-0}" ;;
  'cdk8s synth') if [ -n "$STALE" ]; then echo more >> dist/web.k8s.yaml; fi ;;
  'stateful-web-app plan '*)
    echo '::error::as a file may be called' >&2
    printf '%s\\nthe plan\\n' '${MARKER}'; exit "\${PLAN_CODE:-0}" ;;
  *'/pulls '*) echo "$PULLS" ;;
  'gh api --paginate '*) echo "\${COMMENTS:-[[]]}" ;;
esac
`;
const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: v';

let root = '';
let origin = '';
let work = '';
let head = '';
let base = '';
const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
const commit = (folder: string, file: string, text: string): string => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'a commit');
  return git(folder, 'rev-parse', 'HEAD');
};
const script = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
};

/** A repository with a change from a fork, which has left the target branch behind: what that changed since is not its doing. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pipeline-'));
  for (const name of ['npm', 'gh']) script(join(root, 'bin', name), STUB);
  origin = join(root, 'origin');
  mkdirSync(origin);
  git(origin, 'init', '-q', '-b', 'main');
  commit(origin, '.gitignore', 'node_modules/\napp/\n');
  base = commit(origin, 'dist/web.k8s.yaml', `${MANIFEST}1\n`);
  git(origin, 'switch', '-qc', 'feature');
  head = commit(origin, 'dist/web.k8s.yaml', `${MANIFEST}2\n`);
  for (const name of ['pull/7', 'merge-requests/7']) git(origin, 'update-ref', `refs/${name}/head`, head);
  git(origin, 'switch', '-q', 'main');
  git(origin, 'branch', '-qD', 'feature');
  commit(origin, 'dist/other.k8s.yaml', 'b: 1\n');
  work = join(root, 'work');
  git(root, 'clone', '-q', origin, work);
  useTools(STUB);
});
afterEach(() => rmSync(root, { recursive: true }));

function useTools(text: string): void {
  for (const name of ['cdk8s', 'stateful-web-app', 'tsc']) script(join(work, 'node_modules/.bin', name), text);
}
/** The real command in place of the stub. */
function useRealTool(): void {
  const tsx = JSON.stringify(require.resolve('tsx'));
  useTools(`#!/bin/bash\nexec node --import ${tsx} ${JSON.stringify(join(ROOT, 'lib/cli/bin.ts'))} "$@"\n`);
}

const calls = (): string[] =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : [];

function shell(text: string, env: Readonly<Record<string, string>>): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    const child = spawn('bash', ['-e', '-c', text], {
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

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly steps: readonly Step[];
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: unknown;
}
interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

describe('GitHub Actions', () => {
  const read = (file: string): Workflow => parse(readFileSync(join(EXAMPLES, 'github', file), 'utf8')) as Workflow;
  const [check, plan] = [read('check.yaml'), read('plan.yaml')];
  const steps = [check, plan].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));

  /** Runs the shell steps of the job as a runner does: one after the other, until one fails. */
  async function runSteps(
    { jobs, name }: Workflow,
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ failed?: string | undefined; out: string }> {
    const job = jobs[name]!;
    const values: Record<string, string> = {
      'github.event.workflow_run.head_sha': head,
      'github.event.workflow_run.head_repository.owner.login': 'somebody',
      'github.event.workflow_run.head_branch': "it's $(touch pwned)",
      'github.token': 'token',
      'github.server_url': 'https://git.example.com',
      'github.repository': 'o/r',
      'github.run_id': '5',
    };
    const fill = (table: Readonly<Record<string, string>> = {}): Record<string, string> =>
      Object.fromEntries(
        Object.entries(table).map(([key, text]) => [
          key,
          text.replace(/\$\{\{ (.*?) \}\}/g, (_all, expression: string) => values[expression] ?? `?${expression}?`),
        ]),
      );
    const more = { GITHUB_STEP_SUMMARY: join(root, 'summary'), GITHUB_REPOSITORY: 'o/r' };
    const out: string[] = [];
    for (const step of job.steps.filter(({ run }) => run !== undefined)) {
      const result = await shell(step.run!, { ...fill(job.env), ...fill(step.env), ...more, ...env });
      out.push(result.out);
      if (result.code !== 0) return { failed: step.name, out: out.join('') };
    }
    return { out: out.join('') };
  }
  const pull = (number: number, sha = head, ref = 'main'): object => ({ number, head: { sha }, base: { ref } });
  const pulls = (...list: object[]): { PULLS: string } => ({ PULLS: JSON.stringify(list) });
  const runPlan = (env: Readonly<Record<string, string>> = {}): ReturnType<typeof runSteps> =>
    runSteps(plan, { ...pulls(pull(7)), ...env });
  const planned = (): string => calls().find((call) => call.startsWith('stateful-web-app')) ?? '';
  const state = (): string | undefined =>
    calls()
      .at(-1)
      ?.replace(/^.* state=(\w+) .*$/, '$1');

  test('what runs code of the pull request may only read, and what may write starts from merged code', () => {
    expect(check.on).toEqual({ pull_request: null });
    expect(check.permissions).toEqual({ contents: 'read' });
    expect(check.jobs['check']?.permissions).toBeUndefined();
    expect(JSON.stringify(check)).not.toContain('token');
    expect(JSON.stringify(check)).not.toContain('secrets');
    expect(plan.on).toEqual({ workflow_run: { workflows: [check.name], types: ['completed'] } });
    expect(plan.permissions).toEqual({});
    expect(plan.jobs['plan']?.permissions).toEqual({
      contents: 'read',
      'pull-requests': 'write',
      statuses: 'write',
    });
    // No step checks out what the pull request has.
    expect(plan.jobs['plan']?.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toEqual([
      expect.objectContaining({ with: { 'fetch-depth': 0 } }),
    ]);
    expect(JSON.stringify(plan)).not.toMatch(/git (checkout|switch|worktree|merge |reset|pull)/);
  });

  test('never puts what others write into a script, and lets no tool be fetched', () => {
    for (const { run = '' } of steps) {
      expect(run).not.toContain('${{');
      expect(run.replace(/Run npx cdk8s synth and commit/, '')).not.toMatch(/\bnpx\b|npm exec/);
    }
  });

  test('pins every action by its digest, and names the release', () => {
    const uses = ['check.yaml', 'plan.yaml'].flatMap((file) => [
      ...readFileSync(join(EXAMPLES, 'github', file), 'utf8').matchAll(/- uses: (.*)/g),
    ]);
    expect(uses.length).toBe(steps.filter((step) => step.uses !== undefined).length);
    uses.forEach(([, action]) => expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/));
  });

  test('plans against the merge base, comments, and sets the status of the commit', async () => {
    expect((await runPlan()).failed).toBeUndefined();
    expect(calls()).toEqual([
      'npm ci --ignore-scripts',
      "gh api --method GET repos/o/r/pulls --raw-field state=open --raw-field head=somebody:it's $(touch pwned)",
      `stateful-web-app plan git:${base}:dist git:${head}:dist --apply client --fail-on rejected --format markdown`,
      `stateful-web-app plan git:${base}:dist git:${head}:dist --apply client --fail-on rejected --format html`,
      'gh api --paginate --slurp repos/o/r/issues/7/comments',
      'gh api --silent --method POST repos/o/r/issues/7/comments --field body=@plan.md',
      `gh api --silent --method POST repos/o/r/statuses/${head} --raw-field state=success --raw-field context=plan: main --raw-field description=Nothing that is forbidden --raw-field target_url=https://git.example.com/o/r/actions/runs/5`,
    ]);
    expect(readFileSync(join(root, 'summary'), 'utf8')).toBe(`${MARKER}\nthe plan\n`);
    expect(readFileSync(join(work, 'plan.md'), 'utf8')).toContain(
      'https://git.example.com/o/r/actions/runs/5#artifacts',
    );
    expect(existsSync(join(work, 'pages/plan-7.html'))).toBe(true);
    expect(existsSync(join(work, 'pwned'))).toBe(false);
  });

  test('with the real command, comments with the plan', async () => {
    useRealTool();
    expect((await runPlan()).failed).toBeUndefined();
    expect(readFileSync(join(work, 'plan.md'), 'utf8')).toMatch(
      new RegExp(`^${MARKER}\\n### Plan: update\\n[^]*ConfigMap default/web`),
    );
    expect(state()).toBe('success');
  });

  test('renews its own comment, and nobody else’s that starts in the same way', async () => {
    const comment = (id: number, login: string, body: string): object => ({ id, user: { login }, body });
    const COMMENTS = JSON.stringify([
      [comment(1, 'github-actions[bot]', 'hello'), comment(2, 'somebody', `${MARKER}\nforged`)],
      [comment(42, 'github-actions[bot]', `${MARKER}\nold`)],
    ]);
    await runPlan({ COMMENTS });
    expect(calls()).toContain('gh api --silent --method PATCH repos/o/r/issues/comments/42 --field body=@plan.md');
  });

  test('no line of the notes is a command for the runner', async () => {
    const { out } = await runPlan();
    const [, token = '', between = ''] = /::stop-commands::(\S{20,})\n([^]*?)::\1::\n/.exec(out) ?? [];
    expect([token.length, between]).toEqual([36, '::error::as a file may be called\n']);
  });

  test('passes the accepted dangers of the change and of the target branch, where either has them', async () => {
    const accepted = (): string =>
      `--acknowledge git:${head}:plan-acknowledged.yaml --acknowledge-target git:refs/remotes/origin/main:plan-acknowledged.yaml`;
    await runPlan();
    expect(planned()).not.toContain('--acknowledge');
    commit(origin, 'plan-acknowledged.yaml', 'acknowledgements: []\n');
    git(work, 'fetch', '-q');
    rmSync(join(root, 'calls'));
    await runPlan();
    expect(planned()).toContain(accepted());
  });

  test.each([
    ['fails where the plan stops, after the comment', '2', 'failure', true],
    ['fails without a comment where no plan can be made', '1', 'error', false],
  ])('%s', async (_what, PLAN_CODE, expected, comments) => {
    expect((await runPlan({ PLAN_CODE })).failed).toBe('Plan against the target branch, and comment');
    expect(state()).toBe(expected);
    expect(calls().some((call) => call.includes('--field body='))).toBe(comments);
  });

  test('plans each pull request of the branch, and one that has moved on not at all', async () => {
    git(origin, 'branch', 'release');
    git(origin, 'update-ref', 'refs/pull/8/head', head);
    git(work, 'fetch', '-q');
    await runSteps(plan, pulls(pull(7), pull(8, head, 'release'), pull(9, base)));
    expect(calls().filter((call) => call.includes('/statuses/'))).toEqual([
      expect.stringContaining('context=plan: main'),
      expect.stringContaining('context=plan: release'),
    ]);
    rmSync(join(root, 'calls'));
    expect((await runSteps(plan, pulls())).out).toContain('nothing to plan');
    expect(calls()).toHaveLength(2);
  });

  test('compares with nothing where the target branch has no dist/ yet', async () => {
    git(origin, 'switch', '-q', '--orphan', 'fresh');
    commit(origin, 'README.md', 'words');
    git(origin, 'branch', '-qf', 'main', 'fresh');
    head = commit(origin, 'dist/web.k8s.yaml', MANIFEST);
    git(origin, 'update-ref', 'refs/pull/7/head', head);
    git(work, 'fetch', '-q');
    await runPlan();
    expect(planned()).toContain(`plan /dev/null git:${head}:dist`);
  });

  test('the check passes where dist/ is current, and otherwise fails and shows the difference', async () => {
    expect((await runSteps(check)).failed).toBeUndefined();
    expect(calls()).toEqual(['npm ci', 'tsc --noEmit', 'cdk8s synth']);
    const { failed, out } = await runSteps(check, { STALE: '1' });
    expect(failed).toBe('Check that dist/ is up to date');
    expect(out).toMatch(
      /::stop-commands::(\S{20,})\n[^]*\+more\n[^]*::\1::\n::error::dist\/ is not what the code gives/,
    );
  });

  test('the check synthesises nothing where a type is wrong', async () => {
    expect((await runSteps(check, { TYPES_CODE: '2' })).failed).toBe('Check types');
    expect(calls()).toEqual(['npm ci', 'tsc --noEmit']);
  });
});

describe('GitLab CI', () => {
  const jobs = <T>(file: string): T => parse(readFileSync(join(EXAMPLES, 'gitlab', file), 'utf8')) as T;
  interface GitLabJob {
    readonly script: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
  }
  const { check } = jobs<{ check: GitLabJob }>('check.yaml');
  const { plan } = jobs<{ plan: GitLabJob }>('plan.yaml');
  let server: Server;
  let requests: string[] = [];
  let notes: unknown[] = [];
  let request: Record<string, unknown> = {};
  beforeEach(async () => {
    requests = [];
    notes = [];
    request = { sha: head, state: 'opened', target_branch: 'main' };
    writeFileSync(join(work, 'plan.mjs'), readFileSync(join(EXAMPLES, 'gitlab/plan.mjs')));
    server = createServer((incoming, response) => {
      const body: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => body.push(chunk));
      incoming.on('end', () => {
        const { method = '', url = '' } = incoming;
        if (incoming.headers['private-token'] !== 'secret') response.statusCode = 401;
        requests.push(`${method} ${url} ${Buffer.concat(body).toString()}`.trim());
        const answers: Readonly<Record<string, unknown>> = {
          '/user': { id: 3 },
          '/projects/1': { http_url_to_repo: origin },
          '/projects/1/merge_requests/7': request,
          '/projects/1/merge_requests/7/notes?per_page=100&page=1': notes,
        };
        response.end(JSON.stringify(method === 'GET' ? (answers[url] ?? null) : {}));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  const EVENT: object = { object_kind: 'merge_request', object_attributes: { iid: 7 } };
  function runPlan(env: Readonly<Record<string, string>> = {}, event = EVENT): ReturnType<typeof shell> {
    writeFileSync(join(root, 'payload'), JSON.stringify(event));
    // The tool gets a clean environment: what the stub needs to know is written into it.
    useTools(
      STUB.replaceAll('"$CALLS"', `"${join(root, 'calls')}"`).replace('${PLAN_CODE:-0}', env['PLAN_CODE'] ?? '0'),
    );
    return start(env);
  }
  const start = (env: Readonly<Record<string, string>> = {}): ReturnType<typeof shell> =>
    shell(plan.script.join('\n'), {
      ...plan.variables,
      CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      CI_JOB_URL: 'https://git.example.com/jobs/1',
      TRIGGER_PAYLOAD: join(root, 'payload'),
      PLAN_TOKEN: 'secret',
      ...env,
    });
  const posted = `{"body":"${MARKER}\\nthe plan\\n\\n[The page with the picture](https://git.example.com/jobs/1/artifacts/file/plan.html)\\n"}`;
  const states = (): unknown[] =>
    requests
      .filter((each) => each.startsWith(`POST /projects/1/statuses/${head} `))
      .map((each) => (JSON.parse(each.slice(each.indexOf('{'))) as { state: unknown }).state);

  test('plans against the merge base, comments, and sets the status of the commit', async () => {
    expect(await runPlan()).toMatchObject({ code: 0 });
    expect(calls()).toEqual([
      'npm ci --ignore-scripts',
      `stateful-web-app plan git:${base}:dist git:${head}:dist --apply client --fail-on rejected --format markdown`,
      `stateful-web-app plan git:${base}:dist git:${head}:dist --apply client --fail-on rejected --format html`,
    ]);
    expect(requests).toContain(`POST /projects/1/merge_requests/7/notes ${posted}`);
    expect(requests.at(-1)).toContain('"name":"plan: main"');
    expect(states()).toEqual(['pending', 'success']);
  });

  test('with the real command, comments with the plan', async () => {
    writeFileSync(join(root, 'payload'), JSON.stringify(EVENT));
    useRealTool();
    expect(await start()).toMatchObject({ code: 0 });
    expect(requests.find((each) => each.startsWith('POST /projects/1/merge_requests'))).toContain('### Plan: update');
  });

  test('renews its own comment, and nobody else’s that starts in the same way', async () => {
    notes = [
      { id: 1, author: { id: 3 }, body: 'hello' },
      { id: 8, author: { id: 4 }, body: `${MARKER}\nforged` },
      { id: 9, author: { id: 3 }, body: `${MARKER}\nold` },
    ];
    await runPlan();
    expect(requests).toContain(`PUT /projects/1/merge_requests/7/notes/9 ${posted}`);
  });

  test('fails after the comment where the plan stops, and before it where there is none', async () => {
    expect((await runPlan({ PLAN_CODE: '2' })).code).toBe(2);
    expect(states()).toEqual(['pending', 'failed']);
    expect(requests).toContain(`POST /projects/1/merge_requests/7/notes ${posted}`);
    requests = [];
    expect((await runPlan({ PLAN_CODE: '1' })).code).toBe(1);
    expect(states()).toEqual(['pending', 'failed']);
    expect(requests.join('\n')).not.toContain('/notes');
  });

  test('passes the accepted dangers of the change and of the target branch, where either has them', async () => {
    commit(origin, 'plan-acknowledged.yaml', 'acknowledgements: []\n');
    await runPlan();
    expect(calls().at(-1)).toContain(
      `--acknowledge git:${head}:plan-acknowledged.yaml --acknowledge-target git:refs/remotes/app/target:plan-acknowledged.yaml`,
    );
  });

  test.each([
    ['of something else', { object_kind: 'push' }, {}, 'not about a merge request'],
    ['with text for a number', { ...EVENT, object_attributes: { iid: '7/../8' } }, {}, 'not about a merge request'],
    ['of a merge request that is closed', EVENT, { state: 'closed' }, 'nothing to plan'],
    ['of a commit that is no longer the newest', EVENT, { sha: '0'.repeat(40) }, 'has moved on'],
  ])('an event %s plans nothing', async (_what, event, difference, message) => {
    request = { ...request, ...difference };
    expect(await runPlan({}, event)).toMatchObject({ code: 0, out: expect.stringContaining(message) as unknown });
    expect(requests.filter((each) => !each.startsWith('GET'))).toEqual([]);
  });

  test('an API that refuses is an error that names the request, without the token', async () => {
    const { code, out } = await runPlan({ PLAN_TOKEN: 'other' });
    expect(code).toBe(1);
    expect(out).toContain('GET /projects/1/merge_requests/7: 401');
    expect(out).not.toContain('other');
  });

  test('the job of the app fetches no tool, knows no token, and fails when dist/ is stale', async () => {
    expect(JSON.stringify(check)).not.toMatch(/TOKEN|npm exec/);
    const run = (env = {}): ReturnType<typeof shell> => shell(check.script.join('\n'), env);
    expect((await run()).code).toBe(0);
    const { code, out } = await run({ STALE: '1' });
    expect([code, out]).toEqual([1, expect.stringContaining('dist/ is not what the code gives')]);
    expect(calls().slice(1, 3)).toEqual(['tsc --noEmit', 'cdk8s synth']);
  });

  test('the job of the app synthesises nothing where a type is wrong', async () => {
    expect((await shell(check.script.join('\n'), { TYPES_CODE: '2' })).code).not.toBe(0);
    expect(calls().at(-1)).toBe('tsc --noEmit');
  });
});
