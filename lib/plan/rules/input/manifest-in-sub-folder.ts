import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const MANIFEST_IN_SUB_FOLDER: Rule<Doubt> = {
  code: 'manifest-in-sub-folder',
  title: 'Manifests move into a sub-folder, which a tool may not read',
  impact: 'data-risk',
  remedy: 'Leave them where they are, or write a kustomization that lists them',
  versions: ALL_VERSIONS,
  source: 'kubectl apply -f without -R; directory.recurse of Argo CD, which is off unless set; measured and source',
  *check({ about, what }): Iterable<Found> {
    if (about !== 'sub-folder') return;
    yield {
      path: '',
      message: `Nothing was applied from a sub-folder before, and this change moves ${what} into one. kubectl without -R and Argo CD without directory.recurse do not read sub-folders: with pruning they delete these objects`,
      remedy: 'Move the manifests back, or list them in a kustomization at the top of the folder.',
    };
  },
};
