import { nameOf } from '../../facts/identity';
import type { HookData } from '../../facts/hook-data';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const HOOK_DELETES_DATA: Rule<HookData> = {
  code: 'hook-deletes-data',
  title: 'A hook that holds data is deleted and created again at every upgrade or sync',
  impact: 'data-risk',
  remedy: 'Make it an ordinary object, or a hook that only an install runs',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source:
    'helm pkg/action/hooks.go: no annotation keeps the object of a hook; gitops-engine/pkg/sync/sync_context.go; run with Helm 3.22 and 4.3 and with gitops-engine of Argo CD 3.2',
  *check({ tool, object, lost }): Iterable<Found> {
    const { kind } = object;
    yield {
      path: 'metadata.annotations',
      message: `${kind} ${nameOf(object)} is a hook. ${tool} deletes the ${kind} of the last run and creates a new one, now and every time that it applies a change. ${lost}`,
      remedy: [
        {
          ...say(
            'Write helm.sh/hook: pre-install if only the install needs it: an upgrade then leaves the object alone. Or remove the hook annotations, and upgrade once with --take-ownership. Do it in this upgrade: no annotation protects the object of a hook.',
          ),
          only: 'helm',
        },
        {
          ...say(
            'Remove the hook annotations: Argo CD then applies the manifest to the existing object. Do it in this sync: no sync option protects the object of a hook.',
          ),
          only: 'argocd',
        },
      ],
    };
  },
};
