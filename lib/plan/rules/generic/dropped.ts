import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** Fields of the new manifest that do not arrive. */
export interface Sent {
  /** Paths that no API type of the version has. */
  readonly unknown: readonly string[];
  /** Paths that a feature gate drops. */
  readonly gated: readonly string[];
  readonly kubernetes: string;
}

export const UNKNOWN_FIELD: Rule<Sent> = {
  code: 'unknown-field',
  title: 'A field that Kubernetes does not have',
  impact: 'none',
  remedy: 'Move it to where it belongs, or remove it',
  versions: ALL_VERSIONS,
  source: 'decoding of the API types; measured',
  *check({ unknown, kubernetes }): Iterable<Found> {
    for (const path of unknown) {
      yield {
        path,
        message: `Kubernetes ${kubernetes} has no such field: Argo CD and Flux drop it without a word, kubectl refuses the manifest (--validate=strict is its default)`,
        remedy: 'Look at its indentation: it usually belongs to another parent.',
      };
    }
  },
};

export const GATED_FIELD: Rule<Sent> = {
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

export const SENT_RULES: readonly Rule<Sent>[] = [UNKNOWN_FIELD, GATED_FIELD];
