import type { Sent } from '../../facts/sent';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNKNOWN_FIELD: Rule<Sent> = {
  code: 'unknown-field',
  title: 'A field that Kubernetes does not have',
  impact: 'none',
  remedy: 'Move it to where it belongs, or remove it',
  versions: ALL_VERSIONS,
  source: 'decoding of the API types; measured',
  *check({ unknown, kubernetes, unknownFields, tool }): Iterable<Found> {
    for (const path of unknown) {
      yield {
        path,
        ...(unknownFields === 'refused' ? { impact: 'rejected' } : {}),
        message: `Kubernetes ${kubernetes} has no such field: ${EFFECTS[unknownFields ?? 'unclear'](tool)}`,
        remedy: 'Look at its indentation: it usually belongs to another parent.',
      };
    }
  },
};

const EFFECTS = {
  unclear: () =>
    'Argo CD and Flux drop it without an error, kubectl refuses the manifest (--validate=strict is its default)',
  dropped: (tool: string) =>
    tool === 'kubectl'
      ? 'kubectl refuses the manifest, and applies it without the field only with --validate=warn'
      : `${tool} applies the object without it`,
  refused: () => 'under server-side apply the API server refuses the object because of it',
};
