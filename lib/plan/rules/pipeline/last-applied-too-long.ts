import { ANNOTATIONS_LIMIT_BYTES } from '../../../kubernetes/validation/metadata';
import type { Size } from '../../facts/size';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const LAST_APPLIED_TOO_LONG: Rule<Size> = {
  code: 'last-applied-too-long',
  title: 'The object is too large for client-side apply, which notes the manifest in an annotation',
  impact: 'rejected',
  remedy: 'Apply it on the server',
  versions: `${ALL_VERSIONS}; kubectl apply and Argo CD, client-side`,
  source: 'run with kubectl 1.30 and 1.37, to the byte; kubectl pkg/util/apply.go',
  *check({ annotations, pipeline }): Iterable<Found> {
    if (annotations === undefined || annotations <= ANNOTATIONS_LIMIT_BYTES) return;
    yield {
      path: 'metadata.annotations',
      message: `Client-side apply notes the whole manifest in an annotation. All annotations together are then ${annotations} bytes or more, and the API server refuses more than ${ANNOTATIONS_LIMIT_BYTES}: metadata.annotations: Too long`,
      remedy:
        pipeline === 'argocd'
          ? 'Annotate the object with argocd.argoproj.io/sync-options: ServerSideApply=true, which notes nothing.'
          : pipeline === 'kubectl'
            ? 'Apply it with kubectl apply --server-side, which notes nothing, and plan it with --apply server.'
            : 'Apply it on the server, which notes nothing: kubectl apply --server-side, or Argo CD’s sync option ServerSideApply=true. Flux and Helm note nothing. If your pipeline already does so, say so with --pipeline or --apply server.',
    };
  },
};
