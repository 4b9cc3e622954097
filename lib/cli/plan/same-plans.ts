import { addTo } from '../../kubernetes/groups';
import type { ClusterReport } from './run';
import { unitTitle } from './unit-title';

/** Clusters or units of which a format says the same, under one heading, in their order. */
export function samePlans(
  reports: readonly ClusterReport[],
  textOf: (report: ClusterReport) => string,
): { readonly names: readonly string[]; readonly text: string }[] {
  const sections = new Map<string, string[]>();
  for (const report of reports) {
    addTo(sections, textOf(report), report.unit === undefined ? (report.cluster ?? '') : unitTitle(report.unit));
  }
  return [...sections].map(([text, names]) => ({ text, names }));
}
