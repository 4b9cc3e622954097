import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { OPTION_NAMES, flagOf } from '../../lib/cli/plan/options';
import { bundle } from '../../packages/command/bundle';
import { HostStub } from './host-stub';
import { ScratchRepository } from './scratch-repository';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/pipelines');
const OWN = 'cdk8s-stateful-web-app/cdk8s-stateful-web-app';
const VERSION = (parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
const HOSTILE = `it's "$(touch pwned)"; touch pwned \`touch pwned\``;

/** Answers as the tools of a project would, and writes down how it was called. npm installs the command that is told to it. */
const STUB = `#!/bin/bash
echo "$(basename "$0") $*" >> "$CALLS"
case "$(basename "$0") $*" in
  'tsc --noEmit') exit "\${TYPES_CODE:-0}" ;;
  'tsx main.ts --quiet' | 'python main.py') if [ -n "$STALE" ]; then echo more >> dist/web.k8s.yaml; fi ;;
  'npm install '*)
    mkdir -p node_modules/.bin
    printf '#!/bin/bash\\nprintf "%%q " "$@" >> "$CALLS"\\nexec node "%s" "$@"\\n' "$COMMAND" > node_modules/.bin/stateful-web-app
    chmod +x node_modules/.bin/stateful-web-app ;;
esac
`;

let repository: ScratchRepository;
let host: HostStub;
const path = (file: string): string => join(repository.root, file);
const calls = (): string => (existsSync(path('calls')) ? readFileSync(path('calls'), 'utf8') : '');
const script = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
};

const command = join(ROOT, 'build/pipelines-test/stateful-web-app.js');
beforeAll(() => bundle(command));
beforeEach(async () => {
  repository = new ScratchRepository();
  script(path('bin/npm'), STUB);
  for (const name of ['tsc', 'tsx']) script(join(repository.work, 'node_modules/.bin', name), STUB);
  host = new HostStub();
  await host.listen();
});
afterEach(async () => {
  await host.close();
  repository.remove();
});

function shell(text: string, env: Readonly<Record<string, string>>): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', text], {
      cwd: repository.work,
      env: {
        PATH: `${path('bin')}:${process.env['PATH'] ?? ''}`,
        HOME: repository.root,
        CALLS: path('calls'),
        COMMAND: command,
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
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly steps: readonly Step[];
  readonly permissions?: unknown;
}
interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: object;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
/** How an input is called that says the same as an option. */
const INPUTS = OPTION_NAMES.map((name) => flagOf(name).slice(2));

describe('the action', () => {
  /** Runs the steps as a runner does, with the values of `with` and the defaults of the others. */
  async function use(given: Readonly<Record<string, string>> = {}, env = {}): Promise<{ code: number; out: string }> {
    const values: Record<string, string> = { 'github.token': 'secret', 'steps.node.outputs.found': 'true' };
    const fill = (text: string): string =>
      text.replace(/\$\{\{ (.*?) \}\}/g, (_all, expression: string) => values[expression] ?? `?${expression}?`);
    for (const [name, input] of Object.entries(action.inputs)) {
      values[`inputs.${name}`] = given[name] ?? fill(input.default ?? '');
    }
    writeFileSync(
      path('event.json'),
      JSON.stringify({ pull_request: { number: 7, head: { sha: repository.head }, base: { ref: 'main' } } }),
    );
    const out: string[] = [];
    let code = 0;
    for (const step of action.runs.steps.filter(({ run }) => run !== undefined)) {
      const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)] as const);
      const result = await shell(step.run ?? '', {
        ...Object.fromEntries(own),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_API_URL: host.url,
        GITHUB_GRAPHQL_URL: `${host.url}/graphql`,
        GITHUB_EVENT_PATH: path('event.json'),
        GITHUB_OUTPUT: path('output'),
        GITHUB_REPOSITORY: 'o/r',
        GITHUB_SERVER_URL: 'https://git.example.com',
        GITHUB_RUN_ID: '5',
        RUNNER_TEMP: path('temp'),
        ...env,
      });
      out.push(result.out);
      code = code === 0 ? result.code : code;
    }
    return { code, out: out.join('') };
  }

  test('comments on the pull request, tells the impact, and leaves the report where it is kept from', async () => {
    expect(await use()).toMatchObject({ code: 0 });
    expect(host.sent('POST /repos/o/r/issues/7/comments')[0]?.['body']).toContain('### Plan: update');
    expect(readFileSync(path('output'), 'utf8')).toBe('found=true\nimpact=update\n');
    expect(calls()).toMatch(
      new RegExp(`^npm install .* stateful-web-app@${VERSION.replaceAll('.', '\\.')}\nreview -- `),
    );
    const keeps = action.runs.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect([keeps?.if, keeps?.with?.['path']]).toEqual([expect.stringContaining('always()'), 'plan']);
    expect(existsSync(join(repository.work, 'plan/plan-7.html'))).toBe(true);
  });

  test('hands every input to the command as one word, whatever is in it', async () => {
    const given = Object.fromEntries(INPUTS.map((name) => [name, HOSTILE]));
    const { code } = await use({ ...given, path: HOSTILE, repo: HOSTILE });
    expect(code).toBe(1);
    const words = spawnSync('bash', ['-c', `printf '%s\\n' ${calls().split('\n')[1] ?? ''}`], { encoding: 'utf8' });
    expect(words.stdout.split('\n').sort()).toEqual(
      ['', '--', 'review', `--path=${HOSTILE}`, ...INPUTS.map((name) => `--${name}=${HOSTILE}`)].sort(),
    );
    expect(existsSync(join(repository.work, 'pwned'))).toBe(false);
  });

  test('takes two sides, the repository and another version', async () => {
    await use({ before: 'a b', after: 'c', version: '9.9.9' });
    await use({ repo: 'true' });
    expect(calls()).toContain('stateful-web-app@9.9.9\nreview -- a\\ b c ');
    expect(calls()).toContain('review --repo -- ');
  });

  test('fails where the plan stops, and not where the token may only read', async () => {
    host.refused = { 'POST /repos': 403 };
    expect((await use()).code).toBe(0);
    expect((await use({ 'fail-on': 'update' })).code).toBe(2);
  });

  test('has an input for each option of the plan, and pins the actions of others by their commits', () => {
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(INPUTS));
    expect(action.runs.using).toBe('composite');
    for (const { uses, run = '' } of action.runs.steps) {
      expect(run).not.toContain('${{');
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    }
  });
});

describe('the workflows for GitHub', () => {
  const read = (file: string): Workflow => parse(readFileSync(join(EXAMPLES, 'github', file), 'utf8')) as Workflow;
  const [check, plan, python] = [read('check.yaml'), read('plan.yaml'), read('check-python.yaml')];
  const steps = [check, plan, python].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));
  async function runCheck(env = {}, workflow = check): Promise<{ failed?: string | undefined; out: string }> {
    const out: string[] = [];
    for (const step of workflow.jobs['check']!.steps.filter(({ run }) => run !== undefined)) {
      const result = await shell(step.run!, env);
      out.push(result.out);
      if (result.code !== 0) return { failed: step.name, out: out.join('') };
    }
    return { out: out.join('') };
  }

  test('what runs code of the pull request may only read, and what may write starts from merged code', () => {
    expect(check.on).toEqual({ pull_request: null });
    expect(check.permissions).toEqual({ contents: 'read' });
    expect(check.jobs['check']?.permissions).toBeUndefined();
    expect(JSON.stringify(check)).not.toMatch(/token|secrets/);
    expect(plan.on).toEqual({ workflow_run: { workflows: [check.name], types: ['completed'] } });
    expect(plan.permissions).toEqual({});
    expect(plan.jobs['plan']?.permissions).toEqual({ contents: 'read', 'pull-requests': 'write', statuses: 'write' });
    // No step checks out what the pull request has, and none runs a script of its own.
    expect(plan.jobs['plan']?.steps.map(({ run, with: given }) => [run, given?.['ref']])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  test('never puts what others write into a script, and lets no tool be fetched', () => {
    for (const { run = '' } of steps) {
      expect(run).not.toContain('${{');
      expect(run.replace(/Run npx tsx main.ts and commit/, '')).not.toMatch(/\bnpx\b|npm exec/);
    }
  });

  test('pins every action by its digest and names the release; our own is that of this version', () => {
    const uses = ['check.yaml', 'plan.yaml', 'check-python.yaml'].flatMap((file) => [
      ...readFileSync(join(EXAMPLES, 'github', file), 'utf8').matchAll(/- uses: (.*)/g),
    ]);
    expect(uses.length).toBe(steps.filter((step) => step.uses !== undefined).length);
    for (const [, name = ''] of uses) {
      if (name.startsWith(OWN)) expect(name).toBe(`${OWN}@v${VERSION}`);
      else expect(name).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    const given = plan.jobs['plan']?.steps.find(({ uses: name }) => name?.startsWith(OWN) === true)?.with ?? {};
    expect(Object.keys(given).filter((name) => action.inputs[name] === undefined)).toEqual([]);
  });

  test('the check passes where dist/ is current, and otherwise fails and shows the difference', async () => {
    expect((await runCheck()).failed).toBeUndefined();
    expect(calls()).toBe('npm ci\ntsc --noEmit\ntsx main.ts --quiet\nnpm test\n');
    const { failed, out } = await runCheck({ STALE: '1' });
    expect(failed).toBe('Check that dist/ is up to date');
    expect(out).toMatch(
      /::stop-commands::(\S{20,})\n[^]*\+more\n[^]*::\1::\n::error::dist\/ is not what the code gives/,
    );
  });

  test('the check of a program in Python does the same', async () => {
    script(path('bin/python3'), '#!/bin/bash\nif [ "$1" = -m ]; then exec true; else echo 12345678901234567890; fi\n');
    for (const name of ['pip', 'python']) script(join(repository.work, '.venv/bin', name), STUB);
    repository.git(repository.work, 'config', 'core.excludesFile', '/dev/null');
    expect((await runCheck({}, python)).failed).toBeUndefined();
    expect(calls()).toBe('pip install --quiet -r requirements.txt\npython main.py\npython -m unittest\n');
    const { failed, out } = await runCheck({ STALE: '1' }, python);
    expect([failed, out]).toEqual(['Check that dist/ is up to date', expect.stringContaining('+more')]);
  });

  test('the check synthesises nothing where a type is wrong', async () => {
    expect((await runCheck({ TYPES_CODE: '2' })).failed).toBe('Check types');
    expect(calls()).toBe('npm ci\ntsc --noEmit\n');
  });
});

describe('the component and the jobs for GitLab', () => {
  interface GitLabJob {
    readonly script: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly artifacts: { readonly paths: readonly string[] };
  }
  type Inputs = Readonly<Record<string, { readonly default: string }>>;
  const text = readFileSync(join(ROOT, 'templates/plan.yml'), 'utf8');
  const [spec, template] = parseAllDocuments(text);
  const { inputs } = (spec?.toJS() as { spec: { inputs: Inputs } }).spec;

  /** As GitLab fills a component in, and runs its job. */
  function use(given: Readonly<Record<string, string>> = {}, env = {}): Promise<{ code: number; out: string }> {
    const filled = JSON.stringify(template?.toJS()).replace(/\$\[\[ inputs\.(.*?) \]\]/g, (_all, name: string) =>
      JSON.stringify(given[name] ?? inputs[name]!.default).slice(1, -1),
    );
    const { plan } = JSON.parse(filled) as { plan: GitLabJob };
    return shell(plan.script.join('\n'), {
      ...plan.variables,
      GITLAB_CI: 'true',
      CI_API_V4_URL: host.url,
      CI_JOB_URL: 'https://git.example.com/jobs/1',
      ...env,
    });
  }
  const request = (): Record<string, string> => ({
    CI_MERGE_REQUEST_IID: '7',
    CI_MERGE_REQUEST_PROJECT_ID: '1',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_COMMIT_SHA: repository.head,
  });

  test('plans a merge request, and keeps the report', async () => {
    host.answers['/user'] = { id: 3 };
    expect(await use({}, { ...request(), PLAN_TOKEN: 'secret' })).toMatchObject({ code: 0 });
    expect(host.sent('POST /projects/1/merge_requests/7/notes')[0]?.['body']).toContain('### Plan: update');
    expect(existsSync(join(repository.work, 'plan/plan-7.html'))).toBe(true);
    expect(calls()).toContain(`stateful-web-app@${VERSION}\nreview -- `);
  });

  test('plans from a project of its own, which the examples set up', async () => {
    const job = parse(readFileSync(join(EXAMPLES, 'gitlab/plan.yaml'), 'utf8')) as {
      include: readonly { remote: string; inputs: Record<string, string> }[];
      variables: Record<string, string>;
    };
    const [included] = job.include;
    expect(included?.remote).toMatch(new RegExp(`/${OWN}/v${VERSION.replaceAll('.', '\\.')}/templates/plan\\.yml$`));
    host.answers = {
      '/user': { id: 3 },
      '/projects/1': { http_url_to_repo: `file://${repository.origin}` },
      '/projects/1/merge_requests/7': { sha: repository.head, state: 'opened', target_branch: 'main' },
    };
    writeFileSync(path('payload'), JSON.stringify({ object_kind: 'merge_request', object_attributes: { iid: 7 } }));
    const env = { ...job.variables, PLAN_TOKEN: 'secret', TRIGGER_PAYLOAD: path('payload') };
    expect(await use(included?.inputs, env)).toMatchObject({ code: 0 });
    expect(host.requests.at(-1)).toContain('"state":"success"');
  });

  test('hands every input to the command as one word, whatever is in it', async () => {
    await use({ ...Object.fromEntries(INPUTS.map((name) => [name, HOSTILE])), path: HOSTILE }, request());
    const words = spawnSync('bash', ['-c', `printf '%s\\n' ${calls().split('\n')[1] ?? ''}`], { encoding: 'utf8' });
    expect(words.stdout.split('\n').sort()).toEqual(
      ['', '--', 'review', `--path=${HOSTILE}`, ...INPUTS.map((name) => `--${name}=${HOSTILE}`)].sort(),
    );
    expect(existsSync(join(repository.work, 'pwned'))).toBe(false);
  });

  test('has the inputs of the action that have a meaning there', () => {
    const own = ['token', 'artifact'];
    expect(Object.keys(inputs).filter((name) => !['job', 'stage', 'image'].includes(name))).toEqual(
      expect.arrayContaining(Object.keys(action.inputs).filter((name) => !own.includes(name))),
    );
    expect(inputs['version']?.default).toBe(VERSION);
  });

  const { check } = parse(readFileSync(join(EXAMPLES, 'gitlab/check.yaml'), 'utf8')) as { check: GitLabJob };
  test('the job of the app fetches no tool, knows no token, and fails when dist/ is stale', async () => {
    expect(JSON.stringify(check)).not.toMatch(/TOKEN|npm exec/);
    const run = (env = {}): ReturnType<typeof shell> => shell(check.script.join('\n'), env);
    expect((await run()).code).toBe(0);
    const { code, out } = await run({ STALE: '1' });
    expect([code, out]).toEqual([1, expect.stringContaining('dist/ is not what the code gives')]);
    expect((await run({ TYPES_CODE: '2' })).code).not.toBe(0);
    expect(calls().trimEnd().split('\n').at(-1)).toBe('tsc --noEmit');
  });
});

describe('the hooks of pre-commit', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly args?: readonly string[];
  }
  const hooks = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];
  /** As pre-commit starts a hook of the language system: the words of `entry`, then `args`. */
  function runHook(id: string, args?: readonly string[]): Promise<{ code: number; out: string }> {
    const hook = hooks.find((each) => each.id === id)!;
    script(
      path('bin/npx'),
      `#!/bin/bash\n[ "$1 $2" = '--no-install stateful-web-app' ] || exit 9\nshift 2\n${tool} "$@"\n`,
    );
    return shell(
      `${hook.entry} "$@"`.replace(/^/, `set -- ${(args ?? hook.args ?? []).map((word) => `'${word}'`).join(' ')}\n`),
      {},
    );
  }
  // The whole command: the one alone has no synth.
  const tool = `exec node --import '${require.resolve('tsx')}' '${join(ROOT, 'lib/cli/bin.ts')}'`;

  test('plan compares with the merge base, and not with what the main branch did since', async () => {
    repository.git(repository.work, 'checkout', '-q', repository.head);
    const { code, out } = await runHook('plan');
    expect([code, out]).toEqual([0, expect.stringContaining('ConfigMap')]);
    expect(out).not.toContain('other');
  });

  test('synth-is-current passes where the output is what the program gives, else names what differs, and writes nothing', async () => {
    const app = (text: string): string[] => ['--app', `mkdir -p "$CDK8S_OUTDIR" && ${text}`];
    const same = 'cp dist/*.yaml "$CDK8S_OUTDIR"';
    expect(await runHook('synth-is-current', app(same))).toMatchObject({ code: 0, out: '' });
    const { code, out } = await runHook('synth-is-current', app(`${same} && echo >> "$CDK8S_OUTDIR/web.k8s.yaml"`));
    expect([code, out]).toEqual([2, expect.stringContaining('web.k8s.yaml differs')]);
    expect(out).not.toContain('other.k8s.yaml');
    expect(repository.git(repository.work, 'status', '--porcelain')).toBe('');
  });
});
