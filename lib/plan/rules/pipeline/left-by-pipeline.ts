import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { LeftAlone } from '../../facts/set-aside';

export const LEFT_BY_PIPELINE: Rule<LeftAlone> = {
  code: 'left-by-pipeline',
  title: 'The pipeline ignores the object',
  impact: 'none',
  remedy: 'Nothing, or remove the annotation',
  versions: ALL_VERSIONS,
  source:
    'fluxcd/pkg ssa/manager_apply.go; kustomize-controller docs/spec/v1/kustomizations.md; helm pkg/kube/client.go; gitops-engine/pkg/sync/sync_context.go',
  *check({ tool, why, before, after }): Iterable<Found> {
    yield {
      path: '',
      message:
        after === undefined
          ? `It is no longer declared, but ${tool} keeps it because of \`${why}\``
          : before === undefined
            ? `${tool} does not create it because of \`${why}\``
            : `${tool} does not update it because of \`${why}\`: the change has no effect`,
      remedy:
        after === undefined
          ? 'If nobody needs it, delete it by hand.'
          : 'If you want the change to be applied, remove that first.',
    };
  },
};
