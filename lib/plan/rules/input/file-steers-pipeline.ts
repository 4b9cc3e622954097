import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const FILE_STEERS_PIPELINE: Rule<Doubt> = {
  code: 'file-steers-pipeline',
  title: 'A file that is no manifest changes what Argo CD or Flux applies of a folder',
  impact: 'data-risk',
  remedy: 'Leave the file as it is, or plan what the tool makes of the folder',
  versions: ALL_VERSIONS,
  source: 'Argo CD (util/app/discovery, reposerver/repository) and fluxcd/pkg/sourceignore; source',
  *check({ about, what }): Iterable<Found> {
    if (about !== 'steering') return;
    yield {
      path: '',
      message: `${what}. The plan does not, and this file changes: objects may be applied that are not shown here, or be left out and deleted`,
      remedy:
        'Revert the change of this file. Or render the folder with your tool, before and after, and plan the result. If the pipeline is another one, name it with --pipeline.',
    };
  },
};
