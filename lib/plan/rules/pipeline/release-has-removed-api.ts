import type { Found, Rule } from '../../rule';
import type { UnservedObject } from '../../facts/api';

export const RELEASE_HAS_REMOVED_API: Rule<UnservedObject> = {
  code: 'release-has-removed-api',
  title: 'The deployed release uses an API version that is no longer served',
  impact: 'rejected',
  remedy: 'Rewrite the stored release with helm mapkubeapis',
  versions: 'per kind and version',
  source: 'helm pkg/action/upgrade.go; run with Helm 3.22 and 4.3',
  *check({ apiVersion, kind, kubernetes, replacement, pipeline }): Iterable<Found> {
    if (pipeline !== 'helm') return;
    yield {
      path: 'apiVersion',
      before: apiVersion,
      message: `The deployed release has kind ${kind} in version ${apiVersion}, which Kubernetes ${kubernetes} does not serve. Helm can neither upgrade nor uninstall this release`,
      remedy: `Rewrite the stored release first: helm mapkubeapis RELEASE (a plugin)${replacement === undefined ? '' : `. Or upgrade the release to a chart with ${replacement} before the cluster is upgraded`}.`,
    };
  },
};
