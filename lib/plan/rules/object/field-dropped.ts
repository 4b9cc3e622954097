import type { Sent } from '../../facts/sent';
import type { Found, Rule } from '../../rule';

export const FIELD_DROPPED: Rule<Sent> = {
  code: 'field-dropped',
  title: 'A field that this version drops',
  impact: 'none',
  remedy: 'Remove it until the cluster has the version that knows it',
  versions: 'per field, as long as its feature gate is off by default',
  source: 'pkg/features/kube_features.go and the dropDisabledFields functions',
  *check({ gated, kubernetes }): Iterable<Found> {
    for (const path of gated) {
      yield {
        path,
        message: `Kubernetes ${kubernetes} drops it without a word: its feature gate is off by default`,
        remedy: 'Remove it, or do not count on it, until the cluster has a version that honours it.',
      };
    }
  },
};
