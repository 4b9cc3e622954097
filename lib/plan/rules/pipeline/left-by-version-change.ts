import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const LEFT_BY_VERSION_CHANGE: Rule<{ readonly path: string; readonly from: string; readonly to: string }> = {
  code: 'left-by-version-change',
  title: 'A field that is no longer declared is kept, because the new version of the API gives it another name',
  impact: 'none',
  remedy: 'Declare the field in the new version',
  versions: `${ALL_VERSIONS}; apply by client and server, Helm 3 and 4`,
  source: 'run with kubectl 1.30 and 1.37, Helm 3.22 and 4.3',
  *check({ path, from, to }): Iterable<Found> {
    yield {
      path,
      message: `The manifest changes from ${from} to ${to} and declares no metric of the old version any more. They are kept: apply does not find them under their new name`,
      remedy: `Declare the metrics that you want in ${to}: they replace the old ones. To remove all metrics, delete the object and let the pipeline create it again. The number of replicas does not change.`,
    };
  },
};
