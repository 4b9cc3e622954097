import type { DefinedVersion } from '../../facts/defined-version';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const VERSION_NOT_DEFINED: Rule<DefinedVersion> = {
  code: 'version-not-defined',
  title: 'The definition of a custom resource does not serve its version',
  impact: 'rejected',
  remedy: 'Write a version that is served, or apply the definition first',
  versions: `${ALL_VERSIONS}; a definition in the same change: kubectl and Helm`,
  source: 'run with kubectl 1.30 and 1.37, Helm 3.22 and 4.3 and Flux’s ssa',
  *check({ apiVersion, kind, served, later, pipeline }): Iterable<Found> {
    if (!later) {
      yield {
        path: 'apiVersion',
        after: apiVersion,
        message: `The CustomResourceDefinition in AFTER does not serve kind ${kind} in version ${apiVersion}: the API server refuses the object, and ${served.length === 0 ? 'serves no version of it' : `serves only ${served.join(', ')}`}`,
        remedy:
          served.length === 0
            ? 'Set served: true for a version of the definition.'
            : 'Write a version that is served, or keep serving this one until no manifest uses it.',
      };
      return;
    }
    const helm = pipeline === 'helm';
    yield {
      path: 'apiVersion',
      ...(pipeline === undefined ? { impact: 'none' } : {}),
      after: apiVersion,
      message: `Its CustomResourceDefinition comes with this change. ${
        helm
          ? `Helm looks for the kind before it applies anything: no matches for kind ${kind}. It applies nothing of the release`
          : `kubectl looks for the kind before it applies anything: no matches for kind ${kind}. It applies the other objects`
      }${pipeline === undefined ? '. Helm applies nothing of the release. Argo CD and Flux apply definitions first' : ''}`,
      remedy: helm
        ? 'Put the definition into the folder crds/ of the chart before the first install, or into a release of its own that is upgraded first.'
        : 'Apply the definition first, or apply everything a second time.',
    };
  },
};
