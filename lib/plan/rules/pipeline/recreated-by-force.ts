import type { Forced } from '../../facts/forced';
import type { Impact } from '../../types';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const RECREATED_BY_FORCE: Rule<Forced> = {
  code: 'recreated-by-force',
  title: 'The pipeline is told to force what the API server refuses: it deletes the object and creates it anew',
  impact: 'restart',
  remedy: 'Remove the option from the object',
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
          ? '. Its claims are deleted with it (whenDeleted: Delete), and created anew without data'
          : '';
    yield {
      path: first?.path ?? '',
      impact: impactOf(forced),
      message: always
        ? `${tool} deletes the object${WORKLOADS.has(groupKind) ? ', its pods too,' : ''} and creates it anew at each sync of it, ${because}${claims}`
        : invalid
          ? `The API server refuses this change, and would not create the object either. ${tool} forces it ${because}: it deletes the object before it tries, and may not bring it back${claims}`
          : `The API server refuses this change. ${tool} forces it ${because}: it deletes the object${WORKLOADS.has(groupKind) ? ', its pods too,' : ''} and creates it anew${claims}`,
      remedy: always
        ? 'Remove one of the two options from the object: Replace=true alone replaces it, Force=true alone deletes it only for a change that is refused.'
        : `Revert the change, or remove the option that forces it from the object and follow what the plan says then.`,
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
