import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const FILE_NOT_READ: Rule<Doubt> = {
  code: 'file-not-read',
  title: 'A file that a tool may apply, and the plan cannot read',
  impact: 'data-risk',
  remedy: 'Commit the manifest itself, or render the file with the tool and plan the result',
  versions: ALL_VERSIONS,
  source: 'kubectl apply -R, Argo CD and Flux; measured',
  *check({ about, what, unchanged }): Iterable<Found> {
    if (about !== 'not-read') return;
    yield unchanged
      ? {
          impact: 'none',
          path: '',
          message: `The plan cannot read ${what}. It is the same before and after this change`,
        }
      : {
          path: '',
          message: `The plan cannot read ${what}, and it changes. A tool may apply objects from it, and the plan does not know which`,
          remedy: 'Commit the manifests themselves. Or render them with your tool, and plan the result.',
        };
  },
};
