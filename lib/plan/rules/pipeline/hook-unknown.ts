import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';

export const HOOK_UNKNOWN: Rule<HookChange> = {
  code: 'hook-unknown',
  title: 'An object is never applied, because its hook annotation names no known hook',
  impact: 'none',
  remedy: 'Correct the annotation, or remove it',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source:
    'helm pkg/release/v1/util/manifest_sorter.go; gitops-engine/pkg/sync/hook/hook.go; run with Helm 3.22 and 4.3',
  *check({ tool, dropped, before }): Iterable<Found> {
    if (dropped === undefined) return;
    const gone = before === undefined ? '' : ', so it treats the object as no longer declared';
    yield {
      path: 'metadata.annotations',
      message: `${tool} never applies this object because of \`${dropped}\`${gone}`,
      remedy: 'Correct the annotation if you want the object to be applied.',
    };
  },
};
