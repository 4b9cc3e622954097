import type { Sent } from '../../facts/sent';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const FIELD_BEGINS_TO_COUNT: Rule<Sent> = {
  code: 'field-begins-to-count',
  title: 'A field that the cluster ignores takes effect after its upgrade',
  impact: 'update',
  remedy: 'Remove it before the upgrade if you do not want it',
  versions: `${ALL_VERSIONS}; with --from`,
  source: 'pkg/features/kube_features.go and the dropDisabledFields functions',
  *check({ counted, kubernetes }): Iterable<Found> {
    for (const path of counted) {
      yield {
        path,
        message: `The cluster drops this field now. Kubernetes ${kubernetes} keeps it: the next apply after the upgrade changes the object`,
        remedy: 'If you do not want that, remove the field before the upgrade.',
      };
    }
  },
};
