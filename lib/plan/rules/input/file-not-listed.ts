import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const FILE_NOT_LISTED: Rule<Doubt> = {
  code: 'file-not-listed',
  title: 'A manifest that changes, and that the kustomization of its folder does not apply unchanged',
  impact: 'data-risk',
  remedy: 'List the file in the kustomization, or move it out of the folder',
  versions: ALL_VERSIONS,
  source: 'kustomize build against kubectl apply -R; measured',
  *check({ about, unchanged }): Iterable<Found> {
    if (about !== 'not-listed' || unchanged) return;
    yield {
      path: '',
      message:
        'The kustomization of this folder does not list this manifest, or builds something else from it. Argo CD, Flux and kubectl apply -k apply the output of the kustomization, and the plan judges that output. kubectl apply -f FOLDER applies the file itself',
      remedy:
        'List the file under resources of a kustomization that changes nothing, or move it out of the folder. If the pipeline uses the kustomization, there is nothing to do.',
    };
  },
};
