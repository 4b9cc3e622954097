import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** All data of a Secret. */
const LIMIT_BYTES = 1024 * 1024;

export const RELEASE_TOO_LARGE: Rule<{ readonly releaseBytes: number }> = {
  code: 'release-too-large',
  title: 'The record of the release does not fit into a Secret',
  impact: 'rejected',
  remedy: 'Split the chart, or remove large files from it',
  versions: `${ALL_VERSIONS}; Helm 3 and 4`,
  source: 'run with Helm 3.22 and 4.3; helm pkg/storage/driver/util.go',
  *check({ releaseBytes: bytes }): Iterable<Found> {
    // The record holds the templates, the files and the values of the chart as well, which the plan does not see.
    const surely = bytes > LIMIT_BYTES;
    if (!surely && bytes * 2 <= LIMIT_BYTES) return;
    yield {
      path: '',
      impact: surely ? 'rejected' : 'none',
      message: `Helm stores each revision in a Secret: the rendered manifests and the chart, compressed and in base64. The API server takes at most ${LIMIT_BYTES} bytes, and these manifests alone take about ${bytes}: ${surely ? 'Helm refuses the upgrade before it changes anything' : 'together with the chart it may be too much, and Helm then refuses the upgrade before it changes anything'}`,
      remedy: 'Split the chart, or remove large files and definitions of custom resources from it.',
    };
  },
};
