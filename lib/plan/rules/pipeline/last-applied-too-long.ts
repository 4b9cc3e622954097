import { ANNOTATIONS_LIMIT_BYTES } from '../../../kubernetes/validation/metadata';
import type { Size } from '../../facts/size';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const LAST_APPLIED_TOO_LONG: Rule<Size> = {
  code: 'last-applied-too-long',
  title: 'The object is too large for client-side apply, which writes the manifest into an annotation',
  impact: 'rejected',
  remedy: 'Use server-side apply',
  versions: `${ALL_VERSIONS}; kubectl apply and Argo CD, client-side`,
  source: 'run with kubectl 1.30 and 1.37, to the byte; kubectl pkg/util/apply.go',
  *check({ annotations, pipeline }): Iterable<Found> {
    if (annotations === undefined || annotations <= ANNOTATIONS_LIMIT_BYTES) return;
    yield {
      path: 'metadata.annotations',
      message: `Client-side apply writes the whole manifest into an annotation. All annotations together then have ${annotations} bytes or more, and the API server refuses more than ${ANNOTATIONS_LIMIT_BYTES}: metadata.annotations: Too long`,
      remedy:
        pipeline === 'argocd'
          ? 'Annotate the object with argocd.argoproj.io/sync-options: ServerSideApply=true: server-side apply does not write this annotation.'
          : pipeline === 'kubectl'
            ? 'Apply it with kubectl apply --server-side, which does not write this annotation, and plan it with --apply server.'
            : 'Use server-side apply, which does not write this annotation: kubectl apply --server-side, or the sync option ServerSideApply=true of Argo CD. Flux and Helm never write it. If your pipeline already works this way, say so with --pipeline or --apply server.',
    };
  },
};
