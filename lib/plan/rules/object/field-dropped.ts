import type { Sent } from '../../facts/sent';
import type { Found, Rule } from '../../rule';

export const FIELD_DROPPED: Rule<Sent> = {
  code: 'field-dropped',
  title: 'A field that this version drops',
  impact: 'none',
  remedy: 'Remove it until the cluster runs a version that supports it',
  versions: 'per field, as long as its feature gate is off by default',
  source: 'pkg/features/kube_features.go and the dropDisabledFields functions',
  *check({ gated, kubernetes }): Iterable<Found> {
    for (const path of gated) {
      yield {
        path,
        message: `Kubernetes ${kubernetes} drops this field without an error: its feature gate is off by default`,
        remedy: 'Remove the field, or do not rely on it, until the cluster runs a version that supports it.',
      };
    }
  },
};
