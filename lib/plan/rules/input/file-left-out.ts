import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const FILE_LEFT_OUT: Rule<Doubt> = {
  code: 'file-left-out',
  title: 'A manifest that changes, and that Argo CD or Flux does not read',
  impact: 'data-risk',
  remedy: 'Give the file a name and content that the tool reads, or move it out of the folder',
  versions: ALL_VERSIONS,
  source: 'Argo CD (reposerver/repository), fluxcd/pkg/kustomize and fluxcd/pkg/sourceignore; source',
  *check({ about, what }): Iterable<Found> {
    if (about !== 'left-out') return;
    yield {
      path: '',
      message: `${what}. The plan reads this file anyway, so it is wrong about the objects in it. The tool does not apply them, and if it prunes, it deletes those that it applied before`,
      remedy:
        'Revert the change of this file. If its objects must not be applied, delete the file, and the plan shows what that does. If you use another pipeline, name it with --pipeline.',
    };
  },
};
