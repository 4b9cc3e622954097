import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const FILE_STEERS_PIPELINE: Rule<Doubt> = {
  code: 'file-steers-pipeline',
  title: 'A file that is no manifest changes what Argo CD or Flux applies of a folder',
  impact: 'data-risk',
  remedy: 'Revert the file, or render the folder with the tool and plan the result',
  versions: ALL_VERSIONS,
  source: 'Argo CD (util/app/discovery, reposerver/repository) and fluxcd/pkg/sourceignore; source',
  *check({ about, what }): Iterable<Found> {
    if (about !== 'steering') return;
    yield {
      path: '',
      message: `${what}. The plan does not read it, and this change edits it. Objects may be applied that the plan does not show, and other objects may be left out and deleted`,
      remedy:
        'Revert the change of this file. Or render the folder with your tool, before and after, and plan the result. If you use another pipeline, name it with --pipeline.',
    };
  },
};
