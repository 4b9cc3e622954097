import { appendFileSync, readFileSync } from 'node:fs';
import { UserError } from '../../messages/user-error';
import type { CommandIo } from '../command';
import { MARKER } from '../plan/marker';
import { type Api, apiAt, ApiError, findIn } from './api';
import { Clone } from './clone';
import { DESCRIPTIONS, type Host, type Request } from './host';

interface PullRequest {
  readonly number: number;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
}
interface Event {
  readonly pull_request?: PullRequest;
  readonly workflow_run?: {
    readonly event: string;
    readonly head_sha: string;
    readonly head_branch: string;
    readonly head_repository: { readonly owner: { readonly login: string } };
  };
}
interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string } | null;
}

const STATES = { pending: 'pending', passes: 'success', stops: 'failure', fails: 'error' } as const;

/** A run of GitHub Actions: on a pull request, or after a workflow that ran on one (`workflow_run`). */
export function github({ cwd, env }: CommandIo): Host {
  const valueOf = (name: string): string => {
    const value = env[name] ?? '';
    if (value === '') throw new UserError(`${name} is not set, and GitHub Actions sets it. Run review in a workflow`);
    return value;
  };
  const repository = `/repos/${valueOf('GITHUB_REPOSITORY')}`;
  const event = JSON.parse(readFileSync(valueOf('GITHUB_EVENT_PATH'), 'utf8')) as Event;
  const run = `${valueOf('GITHUB_SERVER_URL')}/${valueOf('GITHUB_REPOSITORY')}/actions/runs/${valueOf('GITHUB_RUN_ID')}`;
  const token = env['GITHUB_TOKEN'] ?? '';
  const headers = {
    Accept: 'application/vnd.github+json',
    ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
  };
  const api = apiAt(valueOf('GITHUB_API_URL'), headers);
  const clone = new Clone(cwd);
  const after = event.workflow_run;

  return {
    folder: cwd,
    linkTo: () => `${run}#artifacts`,
    summary: (report) => {
      const file = env['GITHUB_STEP_SUMMARY'] ?? '';
      if (file !== '') appendFileSync(file, `${report}\n`);
    },
    async requests() {
      const pulls = event.pull_request === undefined ? await pullsOf(api, repository, after) : [event.pull_request];
      const requests: Request[] = [];
      // One after the other: two fetches into one clone are in each other's way.
      for (const pull of pulls) requests.push(await fetched(pull, clone));
      return requests;
    },
    async comment({ number }, body) {
      if (token === '') return 'GITHUB_TOKEN is not set';
      try {
        const list = `${repository}/issues/${number}/comments`;
        const author = await loginOf(apiAt(valueOf('GITHUB_GRAPHQL_URL'), headers));
        const own = await findIn<Comment>(
          api,
          list,
          (each) => each.user?.login === author && each.body.startsWith(MARKER),
        );
        if (own === undefined) await api('POST', list, { body });
        else await api('PATCH', `${repository}/issues/comments/${own.id}`, { body });
        return undefined;
      } catch (error) {
        // The token of a pull request from a fork may only read.
        if (error instanceof ApiError && [401, 403, 404].includes(error.status)) return error.message;
        throw error;
      }
    },
    // What runs on a pull request is shown there; what runs after it is not.
    ...(after === undefined
      ? {}
      : {
          async status({ head, branch }, verdict) {
            await api('POST', `${repository}/statuses/${head}`, {
              state: STATES[verdict],
              context: `plan: ${branch}`,
              description: DESCRIPTIONS[verdict],
              target_url: run,
            });
          },
        }),
  };
}

/** The open pull requests whose newest commit the other workflow ran on; a fork's are not in the event itself. */
async function pullsOf(api: Api, repository: string, run: Event['workflow_run']): Promise<readonly PullRequest[]> {
  if (run?.event !== 'pull_request') return [];
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
  const pulls = (await api(
    'GET',
    `${repository}/pulls?state=open&per_page=100&head=${head}`,
  )) as readonly PullRequest[];
  return pulls.filter((pull) => pull.head.sha === run.head_sha);
}

async function fetched({ number, head, base }: PullRequest, clone: Clone): Promise<Request> {
  const target = `refs/remotes/origin/${base.ref}`;
  const isShallow = (await clone.git('rev-parse', '--is-shallow-repository')) === 'true';
  if (isShallow || !(await clone.has(head.sha)) || !(await clone.has(target))) {
    await clone.fetch('origin', [
      `refs/pull/${number}/head:refs/remotes/pull/${number}`,
      `refs/heads/${base.ref}:${target}`,
    ]);
  }
  return { number, head: head.sha, target, branch: base.ref };
}

/** Whose token this is; that of a workflow belongs to an app, which has no `/user`. */
async function loginOf(graphql: Api): Promise<string> {
  const answer = (await graphql('POST', '', { query: '{ viewer { login } }' }).catch((error: unknown) => {
    if (error instanceof ApiError) return undefined;
    throw error;
  })) as { readonly data?: { readonly viewer?: { readonly login?: string } } } | undefined;
  return answer?.data?.viewer?.login ?? 'github-actions[bot]';
}
