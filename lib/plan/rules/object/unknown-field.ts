import type { Sent } from '../../facts/sent';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

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
