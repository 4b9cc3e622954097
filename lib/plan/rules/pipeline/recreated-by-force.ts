import type { Forced } from '../../facts/forced';
import type { Impact } from '../../types';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const RECREATED_BY_FORCE: Rule<Forced> = {
  code: 'recreated-by-force',
  title: 'The pipeline forces a change that the API server refuses: it deletes the object and creates it again',
  impact: 'restart',
  remedy: 'Remove the option that forces it',
  versions: `${ALL_VERSIONS}; Argo CD, Flux`,
  source: 'kubectl pkg/cmd/apply/patcher.go as run with Argo CD 2.14 and 3.6; fluxcd/pkg ssa/manager_apply.go, run',
  *check(forced): Iterable<Found> {
    const { tool, because, groupKind, refused, invalid, deletesClaims, always } = forced;
    const [first] = refused;
    if (first === undefined && !always) return;
    const claims =
      groupKind === '/PersistentVolumeClaim'
        ? '. The claim is deleted as soon as no pod uses it, and its data with it if the reclaim policy is Delete'
        : deletesClaims
          ? '. Its claims are deleted with it (whenDeleted: Delete), and new claims are created without data'
          : '';
    yield {
      path: first?.path ?? '',
      impact: impactOf(forced),
      message: always
        ? `${tool} deletes the object${WORKLOADS.has(groupKind) ? ' with its pods' : ''} and creates it again at each sync, ${because}${claims}`
        : invalid
          ? `The API server refuses this change, and also refuses to create the new object. ${tool} forces the change ${because}: it deletes the object first, and then may not be able to create it again${claims}`
          : `The API server refuses this change. ${tool} forces it ${because}: it deletes the object${WORKLOADS.has(groupKind) ? ' with its pods' : ''} and creates it again${claims}`,
      remedy: always
        ? 'Remove one of the two options from the object. Replace=true alone replaces it. Force=true alone deletes it only if the API server refuses a change.'
        : `Revert the change. Or remove the option that forces it, run the plan again, and follow what it says.`,
    };
  },
};

const WORKLOADS: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/Job',
]);

function impactOf({ groupKind, invalid, deletesClaims }: Forced): Impact {
  if (groupKind === '/PersistentVolumeClaim' || deletesClaims) return 'data-risk';
  const workload = WORKLOADS.has(groupKind) && groupKind !== 'batch/Job';
  if (invalid) return workload ? 'outage' : 'delete';
  return workload ? 'outage' : 'update';
}
