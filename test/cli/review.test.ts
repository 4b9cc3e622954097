import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { lazyPlan } from '../../lib/cli/commands/alone';
import { reviewCommand } from '../../lib/cli/commands/review';
import { main } from '../../lib/cli/main';
import { HostStub } from './host-stub';
import { ScratchRepository } from './scratch-repository';

jest.setTimeout(60_000);

const MARKER = '<!-- stateful-web-app plan -->';
let repository: ScratchRepository;
let host: HostStub;

beforeEach(async () => {
  repository = new ScratchRepository();
  host = new HostStub();
  await host.listen();
});
afterEach(async () => {
  await host.close();
  repository.remove();
});

interface Run {
  readonly code: number;
  readonly out: string;
}

async function review(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = repository.work,
): Promise<Run> {
  const chunks: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => (chunks.push(String(chunk)), done()) });
  const io = { cwd, env, stdin: Readable.from([]), stdout: sink, stderr: sink, now: new Date('2026-11-23T12:00:00Z') };
  const code = await main(['review', ...args], io, [reviewCommand(lazyPlan)]);
  return { code, out: chunks.join('') };
}

/** A change of a claim template, which the API server refuses. */
const refused = (): void => {
  const set = (size: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: 'a:1' }] } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }
`;
  repository.commit('dist/set.k8s.yaml', set('1Gi'));
  repository.git(repository.origin, 'switch', '-qc', 'larger');
  repository.head = repository.commit('dist/set.k8s.yaml', set('2Gi'));
  repository.propose();
  repository.git(repository.origin, 'switch', '-q', 'main');
};

describe('on GitHub', () => {
  const comments = '/repos/o/r/issues/7/comments';
  const pull = (): object => ({
    number: 7,
    head: { sha: repository.head },
    base: { ref: 'main', sha: repository.base },
  });
  const after = (): object => ({
    workflow_run: {
      event: 'pull_request',
      head_sha: repository.head,
      head_branch: "it's $(touch pwned)",
      head_repository: { owner: { login: 'somebody' } },
    },
  });
  const pulls = (): string => "/repos/o/r/pulls?state=open&per_page=100&head=somebody:it's $(touch pwned)";
  function run(event: object, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Run> {
    writeFileSync(join(repository.root, 'event.json'), JSON.stringify(event));
    return review(args, {
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: host.url,
      GITHUB_GRAPHQL_URL: `${host.url}/graphql`,
      GITHUB_EVENT_PATH: join(repository.root, 'event.json'),
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_SERVER_URL: 'https://git.example.com',
      GITHUB_RUN_ID: '5',
      GITHUB_STEP_SUMMARY: join(repository.root, 'summary'),
      GITHUB_OUTPUT: join(repository.root, 'output'),
      GITHUB_TOKEN: 'secret',
      ...env,
    });
  }
  const report = (ending: string): string => readFileSync(join(repository.work, `plan/plan-7.${ending}`), 'utf8');

  test('plans the merge base against the pull request, comments once, and keeps the report', async () => {
    const { code, out } = await run({ pull_request: pull() });

    expect(code).toBe(0);
    const [{ body = '' } = {}] = host.sent(`POST ${comments}`);
    expect(body).toMatch(new RegExp(`^${MARKER}\n### Plan: update\n[^]*ConfigMap .*web`));
    // What the target branch changed since is not the change's doing.
    expect(body).not.toContain('other');
    expect(body).toContain('https://git.example.com/o/r/actions/runs/5#artifacts');
    expect(report('html')).toContain('<html');
    expect(JSON.parse(report('sarif'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(repository.root, 'summary'), 'utf8')).toContain(report('md'));
    expect(readFileSync(join(repository.root, 'output'), 'utf8')).toBe('impact=update\n');
    expect(out).toMatch(/^::stop-commands::(\S{36})\n[^]*::\1::\n$/);
    expect([...host.tokens]).toEqual(['Bearer secret']);
  });

  test('renews its own comment, and nobody else’s that starts in the same way', async () => {
    const comment = (id: number, login: string, body: string): object => ({ id, user: { login }, body });
    const others = Array.from({ length: 98 }, (_, id) => comment(id, 'somebody', 'hello'));
    host.answers[`${comments}?per_page=100&page=1`] = [
      ...others,
      comment(98, 'somebody', `${MARKER}\nforged`),
      { id: 99, user: null, body: MARKER },
    ];
    host.answers[`${comments}?per_page=100&page=2`] = [comment(142, 'github-actions[bot]', `${MARKER}\nold`)];
    await run({ pull_request: pull() });

    expect(host.sent('PATCH /repos/o/r/issues/comments/142')).toHaveLength(1);
    expect(host.sent('POST /repos')).toEqual([]);
  });

  test('stops at what the API server refuses, after the comment', async () => {
    refused();
    expect((await run({ pull_request: pull() })).code).toBe(2);
    expect(host.sent(`POST ${comments}`)[0]?.['body']).toContain('claim-template-size');
  });

  test.each([
    ['a token that may only read, as a fork has it', { [`POST ${comments}`]: 403 }, {}],
    ['no token', {}, { GITHUB_TOKEN: '' }],
  ])('with %s the plan counts all the same, and says why there is no comment', async (_what, refusals, env) => {
    host.refused = refusals;
    const { code, out } = await run({ pull_request: pull() }, [], env);
    expect([code, out]).toEqual([0, expect.stringContaining('no comment is written')]);
    expect(report('md')).toContain('### Plan: update');
  });

  test('fetches the history that a shallow clone lacks', async () => {
    const shallow = join(repository.root, 'shallow');
    repository.git(repository.root, 'clone', '-q', '--depth', '1', `file://${repository.origin}`, shallow);
    writeFileSync(join(repository.root, 'event.json'), '{}');
    const { work } = repository;
    Object.defineProperty(repository, 'work', { value: shallow });
    const { code } = await run({ pull_request: pull() });
    expect([code, existsSync(join(shallow, 'plan/plan-7.md'))]).toEqual([0, true]);
    Object.defineProperty(repository, 'work', { value: work });
  });

  test('after another workflow, plans each pull request of the branch and sets the status of its commit', async () => {
    repository.git(repository.origin, 'branch', 'release');
    repository.propose(8);
    const moved = { ...pull(), number: 9, head: { sha: repository.base } };
    host.answers[pulls()] = [pull(), { ...pull(), number: 8, base: { ref: 'release' } }, moved];
    expect((await run(after())).code).toBe(0);
    expect(
      host.sent(`POST /repos/o/r/statuses/${repository.head}`).map(({ state, context }) => [state, context]),
    ).toEqual([
      ['pending', 'plan: main'],
      ['success', 'plan: main'],
      ['pending', 'plan: release'],
      ['success', 'plan: release'],
    ]);
    expect(existsSync(join(repository.work, 'pwned'))).toBe(false);
  });

  test('a plan that cannot be made is an error of the status, without a comment', async () => {
    host.answers[pulls()] = [pull()];
    const { code, out } = await run(after(), ['--path', 'nowhere']);
    expect([code, out]).toEqual([1, expect.stringContaining('nowhere does not exist')]);
    expect(host.requests.at(-1)).toContain('"state":"error"');
    expect(host.sent(`POST ${comments}`)).toEqual([]);
  });

  test('a status that cannot be set is an error: it is what guards the branch', async () => {
    host.answers[pulls()] = [pull()];
    host.refused = { 'POST /repos/o/r/statuses': 403 };
    expect((await run(after())).code).toBe(1);
  });

  test('a run about no pull request plans nothing, and one with no such commit any more', async () => {
    for (const event of [{ ref: 'refs/heads/main' }, { workflow_run: { ...after(), event: 'push' } }, after()]) {
      expect(await run(event)).toMatchObject({ code: 0, out: expect.stringContaining('nothing to plan') as unknown });
    }
  });

  test('reads the accepted dangers of both sides, where either has them', async () => {
    refused();
    repository.commit(
      'plan-acknowledged.yaml',
      'acknowledgements:\n  - { code: claim-template-size, object: StatefulSet default/web, reason: meant, expires: 2026-12-31 }\n',
    );
    repository.git(repository.work, 'fetch', '-q');
    const { code } = await run({ pull_request: pull() });
    expect([code, report('md')]).toEqual([0, expect.stringContaining('meant')]);
    expect((await run({ pull_request: pull() }, ['--acknowledge', 'nowhere.yaml'])).code).toBe(2);
  });

  test('plans two rendered folders, or the whole repository, in place of the committed output', async () => {
    writeFileSync(join(repository.work, 'before.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: old }\n');
    writeFileSync(join(repository.work, 'after.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: new }\n');
    await run({ pull_request: pull() }, ['before.yaml', 'after.yaml', '--fail-on', 'never']);
    expect(report('md')).toContain('Namespace new');
    await run({ pull_request: pull() }, ['--repo']);
    expect(report('md')).toContain('ConfigMap');
  });

  test.each([
    [['--repo', '--path', 'dist'], '--repo plans the whole repository'],
    [['before'], 'Give BEFORE and AFTER'],
    [['--fail-on', 'whatever'], '--fail-on'],
  ])('%j is refused before anything is asked', async (args, message) => {
    expect(await run({ pull_request: pull() }, args)).toMatchObject({
      code: 1,
      out: expect.stringContaining(message) as unknown,
    });
    expect(host.requests).toEqual([]);
  });

  test('a branch that does not have the output yet is compared with nothing', async () => {
    repository.git(repository.origin, 'switch', '-q', '--orphan', 'fresh');
    repository.commit('README.md', 'words');
    repository.git(repository.origin, 'branch', '-qf', 'main', 'fresh');
    repository.head = repository.commit(
      'dist/web.k8s.yaml',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n',
    );
    repository.propose();
    repository.git(repository.work, 'fetch', '-q');
    await run({ pull_request: pull() });
    expect(report('md')).toContain('### Plan: create');
  });
});

describe('on GitLab', () => {
  const merge = (): object => ({ sha: repository.head, state: 'opened', target_branch: 'main' });
  const event = { object_kind: 'merge_request', object_attributes: { iid: 7 } };
  const notes = '/projects/1/merge_requests/7/notes';
  beforeEach(() => {
    host.answers = {
      '/user': { id: 3 },
      '/projects/1': { http_url_to_repo: `file://${repository.origin}` },
      '/projects/1/merge_requests/7': merge(),
    };
  });
  const common = (): Record<string, string> => ({
    GITLAB_CI: 'true',
    CI_API_V4_URL: host.url,
    CI_JOB_URL: 'https://git.example.com/jobs/1',
    PLAN_TOKEN: 'secret',
  });
  const inProject = (env = {}): Promise<Run> =>
    review([], {
      ...common(),
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_PROJECT_ID: '1',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_COMMIT_SHA: repository.head,
      ...env,
    });
  function triggered(payload: object = event, env = {}): Promise<Run> {
    const file = join(repository.root, 'payload');
    writeFileSync(file, JSON.stringify(payload));
    return review([], { ...common(), APP_PROJECT: '1', TRIGGER_PAYLOAD: file, ...env });
  }
  const states = (): unknown[] => host.sent(`POST /projects/1/statuses/${repository.head}`).map(({ state }) => state);

  test('a job of the merge request plans it, and comments once', async () => {
    expect((await inProject()).code).toBe(0);
    const [{ body = '' } = {}] = host.sent(`POST ${notes}`);
    expect(body).toMatch(new RegExp(`^${MARKER}\n### Plan: update`));
    expect(body).toContain('https://git.example.com/jobs/1/artifacts/file/plan/plan-7.html');
    expect(states()).toEqual([]);
  });

  test('without a token, as in a fork, the plan counts all the same', async () => {
    expect(await inProject({ PLAN_TOKEN: '' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('no comment is written: PLAN_TOKEN is not set') as unknown,
    });
    expect(host.requests).toEqual([]);
  });

  test('a project of its own fetches the merge request, comments, and sets the status of its commit', async () => {
    expect((await triggered()).code).toBe(0);
    expect(host.sent(`POST ${notes}`)).toHaveLength(1);
    expect(host.requests.at(-1)).toContain('"name":"plan: main"');
    expect(states()).toEqual(['pending', 'success']);
    expect([...host.tokens]).toEqual(['secret']);
  });

  test('renews its own comment, and nobody else’s that starts in the same way', async () => {
    host.answers[`${notes}?per_page=100&page=1`] = [
      { id: 8, author: { id: 4 }, body: `${MARKER}\nforged` },
      { id: 9, author: { id: 3 }, body: `${MARKER}\nold` },
    ];
    await triggered();
    expect(host.sent(`PUT ${notes}/9`)).toHaveLength(1);
  });

  test('fails after the comment where the plan stops', async () => {
    refused();
    host.answers['/projects/1/merge_requests/7'] = merge();
    expect((await triggered()).code).toBe(2);
    expect(states()).toEqual(['pending', 'failed']);
    expect(host.sent(`POST ${notes}`)).toHaveLength(1);
  });

  test.each([
    ['of something else', { object_kind: 'push' }, {}],
    ['with text for a number', { ...event, object_attributes: { iid: '7/../8' } }, {}],
    ['of a merge request that is closed', event, { state: 'closed' }],
    ['of a commit that is no longer the newest', event, { sha: '0'.repeat(40) }],
  ])('an event %s plans nothing', async (_what, payload, difference) => {
    host.answers['/projects/1/merge_requests/7'] = { ...merge(), ...difference };
    expect(await triggered(payload)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing to plan') as unknown,
    });
    expect(host.requests.filter((each) => !each.startsWith('GET'))).toEqual([]);
  });

  test('an API that refuses is an error that names the request, without the token', async () => {
    host.refused = { 'GET /projects': 401 };
    const { code, out } = await triggered();
    expect(code).toBe(1);
    expect(out).toContain('GET /projects/1/merge_requests/7: 401');
    expect(out).not.toContain('secret');
  });
});

test('elsewhere it says what to call instead', async () => {
  expect(await review([], {})).toMatchObject({
    code: 1,
    out: expect.stringContaining('plan git:origin/main...HEAD:dist') as unknown,
  });
});
