import type { RefusedByTool } from '../../facts/refused-by-tool';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const REFUSED_BY_PIPELINE: Rule<RefusedByTool> = {
  code: 'refused-by-pipeline',
  title: 'The pipeline refuses the object before the API server sees it',
  impact: 'rejected',
  remedy: 'Correct what it names',
  versions: `${ALL_VERSIONS}; Argo CD, Flux`,
  source: 'run with gitops-engine of Argo CD 2.14 and 3.6, and with fluxcd/pkg ssa 0.76',
  *check({ tool, path, error, remedy }): Iterable<Found> {
    yield { path, message: `${tool} refuses the object: ${error}`, remedy };
  },
};
