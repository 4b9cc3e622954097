import type { Found, Rule } from '../../rule';
import type { UnservedObject } from '../../facts/api';

export const RELEASE_HAS_REMOVED_API: Rule<UnservedObject> = {
  code: 'release-has-removed-api',
  title: 'The release that is deployed has a version of an API that is no longer served',
  impact: 'rejected',
  remedy: 'Rewrite the stored release with helm mapkubeapis',
  versions: 'per kind and version',
  source: 'helm pkg/action/upgrade.go; run with Helm 3.22 and 4.3',
  *check({ apiVersion, kind, kubernetes, replacement, pipeline }): Iterable<Found> {
    if (pipeline !== 'helm') return;
    yield {
      path: 'apiVersion',
      before: apiVersion,
      message: `The deployed release has kind ${kind} in version ${apiVersion}, which Kubernetes ${kubernetes} does not serve: Helm cannot start any upgrade of it, nor uninstall it`,
      remedy: `Rewrite the stored release first: helm mapkubeapis RELEASE (a plugin)${replacement === undefined ? '' : `; or, before the cluster is upgraded, upgrade the release to a chart with ${replacement}`}.`,
    };
  },
};
