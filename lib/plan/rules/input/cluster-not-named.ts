import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const CLUSTER_NOT_NAMED: Rule<Doubt> = {
  code: 'cluster-not-named',
  title: 'A new folder with a Kustomization that nothing names as a cluster',
  impact: 'data-risk',
  remedy: 'Describe the cluster in a folder of that name, and give its parent folder with --cluster',
  versions: ALL_VERSIONS,
  source: 'the layout that synth writes',
  *check({ about, what }): Iterable<Found> {
    if (about !== 'cluster') return;
    yield what === ''
      ? {
          impact: 'create',
          path: '',
          message:
            'This folder is new, and its Kustomization makes it a cluster of its own: everything in it counts as new',
        }
      : {
          path: '',
          message: `This folder is new, and its Kustomization makes it a cluster of its own. But it has objects that are already applied from elsewhere: ${what}. If this is the same cluster, they are updated, not created, and the plan did not judge that update`,
          remedy:
            'If it is another cluster, describe it in a folder of the same name and give the parent folder with --cluster. If it is the same one, move the manifests back, or delete the Kustomization of the new folder.',
        };
  },
};
