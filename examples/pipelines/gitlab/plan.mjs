// Plans a merge request, keeps one comment on it, and sets the status of its commit. It reads the commits of the merge request
// and runs nothing of them. plan.yaml beside it says how it is started.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const MARKER = '<!-- stateful-web-app plan -->';
const TOOL = resolve('node_modules/.bin/stateful-web-app');
const { ACKNOWLEDGED, APP_PROJECT, CI_API_V4_URL, CI_JOB_URL, PLAN_OPTIONS, PLAN_TOKEN, TRIGGER_PAYLOAD } = process.env;
const { HOME, PATH } = process.env;

const say = (line) => process.stdout.write(`${line}\n`);

async function call(method, path, body) {
  const headers = { 'PRIVATE-TOKEN': PLAN_TOKEN, 'Content-Type': 'application/json' };
  const answer = await fetch(CI_API_V4_URL + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

// The token stands neither in an argument nor in a file.
const CREDENTIALS = '!f() { echo username=oauth2; echo "password=$PLAN_TOKEN"; }; f';
const git = (...args) =>
  execFileSync('git', ['-c', 'credential.helper=', '-c', `credential.helper=${CREDENTIALS}`, ...args], {
    cwd: 'app',
    encoding: 'utf8',
  }).trim();
const has = (object) => spawnSync('git', ['cat-file', '-e', object], { cwd: 'app' }).status === 0;

/** Plans `head` against the target branch; the exit code of the plan, and its report. */
async function plan(head) {
  const fork = git('merge-base', 'refs/remotes/app/target', head);
  const before = has(`${fork}:dist`) ? `git:${fork}:dist` : '/dev/null';
  const sides = [head, 'refs/remotes/app/target'].map((side) => `${side}:${ACKNOWLEDGED}`);
  const accepted = sides.some(has)
    ? ['--acknowledge', `git:${sides[0]}`, '--acknowledge-target', `git:${sides[1]}`]
    : [];
  const options = [...PLAN_OPTIONS.split(' ').filter((word) => word !== ''), ...accepted];
  const { code, report } = await run(before, head, [...options, '--format', 'markdown']);
  if (code !== 0 && code !== 2) return { code, report };
  // The same as a page with a picture, which the job keeps; its notes are those above.
  writeFileSync('plan.html', (await run(before, head, [...options, '--format', 'html'], 'ignore')).report);
  return { code, report: `${report}\n[The page with the picture](${CI_JOB_URL}/artifacts/file/plan.html)\n` };
}

async function run(before, head, options, notes = 'inherit') {
  // Without the token, which the tool does not need. Not waited for idly: connections that end meanwhile are to be noticed.
  const child = spawn(TOOL, ['plan', before, `git:${head}:dist`, ...options], {
    cwd: 'app',
    env: { HOME, PATH },
    stdio: ['ignore', 'pipe', notes],
  });
  const [report, code] = await Promise.all([text(child.stdout), once(child, 'close').then(([status]) => status)]);
  return { code, report };
}

/** The comment that this token's user wrote: one of somebody else's that starts in the same way stays theirs. */
async function ownNote(notes) {
  const { id } = await call('GET', '/user');
  for (let page = 1; ; page += 1) {
    const list = await call('GET', `${notes}?per_page=100&page=${page}`);
    const own = list.find(({ author, body }) => author.id === id && body.startsWith(MARKER));
    if (own !== undefined || list.length < 100) return own;
  }
}

async function planMergeRequest(iid) {
  const project = `/projects/${encodeURIComponent(APP_PROJECT)}`;
  const { sha, state, target_branch: target } = await call('GET', `${project}/merge_requests/${iid}`);
  if (state !== 'opened') return say(`Merge request ${iid} is ${state}: nothing to plan.`);
  const { http_url_to_repo: url } = await call('GET', project);
  rmSync('app', { recursive: true, force: true });
  mkdirSync('app');
  git('init', '--quiet');
  const refs = [
    `+refs/merge-requests/${iid}/head:refs/remotes/app/head`,
    `+refs/heads/${target}:refs/remotes/app/target`,
  ];
  git('fetch', '--quiet', '--no-tags', url, ...refs);
  if (git('rev-parse', 'refs/remotes/app/head') !== sha)
    return say(`Merge request ${iid} has moved on: its next event plans it.`);

  const status = (verdict, description) =>
    call('POST', `${project}/statuses/${sha}`, {
      state: verdict,
      name: `plan: ${target}`,
      description,
      target_url: CI_JOB_URL,
    });
  await status('pending', 'Plans');
  const { code, report } = await plan(sha);
  if (code === 0 || code === 2) {
    writeFileSync('plan.md', report);
    const notes = `${project}/merge_requests/${iid}/notes`;
    const own = await ownNote(notes);
    await (own ? call('PUT', `${notes}/${own.id}`, { body: report }) : call('POST', notes, { body: report }));
  }
  const verdicts = { 0: ['success', 'Nothing that is forbidden'], 2: ['failed', 'Stops: see the comment'] };
  await status(...(verdicts[code] ?? ['failed', 'No plan: see the log']));
  process.exitCode = code ?? 1;
}

const event = JSON.parse(readFileSync(TRIGGER_PAYLOAD, 'utf8'));
const iid = event.object_kind === 'merge_request' ? event.object_attributes?.iid : undefined;
if (Number.isSafeInteger(iid)) await planMergeRequest(iid);
else say('This event is not about a merge request: nothing to plan.');
