import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../messages/user-error';
import type { CommandIo } from '../command';
import { MARKER } from '../plan/marker';
import { type Api, apiAt, ApiError, findIn } from './api';
import { Clone } from './clone';
import { DESCRIPTIONS, type Host, type Request } from './host';

interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
}

const STATES = { pending: 'pending', passes: 'success', stops: 'failed', fails: 'failed' } as const;

/** The token stands neither in an argument nor in a file. */
const CREDENTIALS = '!f() { echo username=oauth2; echo "password=$PLAN_TOKEN"; }; f';

/** A job of GitLab CI: of a merge request, or of another project that is triggered by its events (TRIGGER_PAYLOAD). */
export function gitlab(io: CommandIo): Host {
  const { env } = io;
  return (env['TRIGGER_PAYLOAD'] ?? '') === '' ? inItsProject(io) : inAnotherProject(io, env['TRIGGER_PAYLOAD'] ?? '');
}

function inItsProject({ cwd, env }: CommandIo): Host {
  const iid = env['CI_MERGE_REQUEST_IID'] ?? '';
  const branch = env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME'] ?? '';
  const clone = new Clone(cwd);
  return {
    ...hostOf(env, env['CI_MERGE_REQUEST_PROJECT_ID'] ?? ''),
    folder: cwd,
    async requests() {
      if (iid === '') return [];
      const target = `refs/remotes/origin/${branch}`;
      await clone.fetch('origin', [`refs/heads/${branch}:${target}`]);
      // In a pipeline for merged results, the commit of the job is one that GitLab made.
      const head = env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || (env['CI_COMMIT_SHA'] ?? '');
      return [{ number: Number(iid), head, target, branch }];
    },
  };
}

function inAnotherProject({ cwd, env }: CommandIo, payload: string): Host {
  const id = env['APP_PROJECT'] ?? '';
  if (id === '') throw new UserError('APP_PROJECT is not set. Set it to the id of the project with the manifests');
  const folder = join(cwd, 'app');
  const host = hostOf(env, id);
  const project = `/projects/${encodeURIComponent(id)}`;
  return {
    ...host,
    folder,
    async requests(): Promise<readonly Request[]> {
      const event = JSON.parse(readFileSync(payload, 'utf8')) as {
        readonly object_kind?: string;
        readonly object_attributes?: { readonly iid?: unknown };
      };
      const number = event.object_kind === 'merge_request' ? event.object_attributes?.iid : undefined;
      if (typeof number !== 'number' || !Number.isSafeInteger(number)) return [];
      const {
        sha,
        state,
        target_branch: branch,
      } = (await host.api('GET', `${project}/merge_requests/${number}`)) as {
        readonly sha: string;
        readonly state: string;
        readonly target_branch: string;
      };
      if (state !== 'opened') return [];
      const { http_url_to_repo: url } = (await host.api('GET', project)) as { readonly http_url_to_repo: string };
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const options = ['-c', 'credential.helper=', '-c', `credential.helper=${CREDENTIALS}`];
      const clone = new Clone(folder, { PLAN_TOKEN: env['PLAN_TOKEN'] ?? '' }, options);
      await clone.git('init', '--quiet');
      const target = 'refs/remotes/app/target';
      await clone.fetch(url, [
        `refs/merge-requests/${number}/head:refs/remotes/app/head`,
        `refs/heads/${branch}:${target}`,
      ]);
      // If it has moved on, its next event plans it.
      const isNewest = (await clone.git('rev-parse', 'refs/remotes/app/head')) === sha;
      return isNewest ? [{ number, head: sha, target, branch }] : [];
    },
    async status({ head, branch }, verdict) {
      await host.api('POST', `${project}/statuses/${head}`, {
        state: STATES[verdict],
        name: `plan: ${branch}`,
        description: DESCRIPTIONS[verdict],
        target_url: env['CI_JOB_URL'] ?? '',
      });
    },
  };
}

function hostOf(
  env: CommandIo['env'],
  project: string,
): Pick<Host, 'linkTo' | 'comment' | 'summary'> & { readonly api: Api } {
  const token = env['PLAN_TOKEN'] ?? '';
  const api = apiAt(env['CI_API_V4_URL'] ?? '', token === '' ? {} : { 'PRIVATE-TOKEN': token });
  return {
    api,
    linkTo: (file) => `${env['CI_JOB_URL'] ?? ''}/artifacts/file/${file}`,
    summary: () => undefined,
    async comment({ number }, body) {
      if (token === '') return 'PLAN_TOKEN is not set';
      try {
        const notes = `/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
        const { id } = (await api('GET', '/user')) as { readonly id: number };
        const own = await findIn<Note>(api, notes, (each) => each.author.id === id && each.body.startsWith(MARKER));
        if (own === undefined) await api('POST', notes, { body });
        else await api('PUT', `${notes}/${own.id}`, { body });
        return undefined;
      } catch (error) {
        if (error instanceof ApiError && [401, 403, 404].includes(error.status)) return error.message;
        throw error;
      }
    },
  };
}
