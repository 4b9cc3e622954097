import type { ClaimsLetGo } from '../../facts/claims-let-go';
import { dataFate } from '../../facts/data-fate';
import { retainVolumes } from '../../remedies/retain-volumes';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const RESTART_LETS_CLAIM_GO: Rule<ClaimsLetGo> = {
  code: 'restart-lets-claim-go',
  title: 'A pod restarts whose claim somebody has deleted',
  impact: 'data-risk',
  remedy: 'Keep the volume (reclaim policy Retain) and copy the data before the pod stops',
  versions: ALL_VERSIONS,
  source: 'kubernetes.io/pvc-protection: a deleted claim stays until no pod uses it; measured on a node of 1.37',
  *check({ context, workload, claims, anew }): Iterable<Found> {
    const [are_, them] = [are(claims, 'are', 'is'), are(claims, 'them', 'it')];
    const next = anew
      ? `the StatefulSet creates ${are(claims, 'new, empty claims', 'a new, empty claim')} of the same name`
      : `new pods of ${workload.label} stay Pending, because ${are(claims, 'their claims are', 'their claim is')} gone`;
    yield {
      path: 'spec.template',
      message: `Somebody deleted ${listing(claims)}, and ${are(claims, 'they exist', 'it exists')} only as long as ${are(claims, 'their pods run', 'a pod uses it')}. This change stops ${are(claims, 'these pods', 'that pod')}: then ${listing(claims)} ${are_} deleted, ${dataFate(context, workload.namespace, claims, () => undefined)}. After that, ${next}`,
      remedy: [
        ...retainVolumes(claims, workload.namespace),
        say(
          `Then copy the data out of ${them} while the ${are(claims, 'pods', 'pod')} still ${are(claims, 'run', 'runs')}, and apply the change after that.`,
        ),
      ],
    };
  },
};
