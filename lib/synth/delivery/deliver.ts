import type { Chart } from 'cdk8s';
import type { Manifest } from '../../kubernetes/manifest';
import { UserError } from '../../messages/user-error';
import { chartFolder, chartsWithFolders, type OrderedFolder } from '../folder-files';
import type { DeliveredCluster } from './delivered-cluster';
import type { Delivery } from './delivery';

/** A file of the output that brings what there is to one cluster. */
export interface DeliveryFile {
  readonly path: string;
  readonly manifests: Manifest[];
}

/** @throws UserError where something of the program would reach no cluster */
export function deliver(
  delivery: Delivery,
  folders: readonly OrderedFolder[],
  known: readonly string[],
): DeliveryFile[] {
  const [own, ...clusters] = folders;
  if (known.length === 0 || own?.order.charts.some(({ objects }) => objects.length > 0) === true) {
    throw new UserError(
      'A delivery brings folders of clusters, and this program has charts outside of them. Put them below app.cluster(Cluster.of({ name })).',
    );
  }
  if (known.includes(delivery._folder)) {
    throw new UserError(
      `No cluster can be called '${delivery._folder}': the delivery is written to that folder. Rename it.`,
    );
  }
  delivery._check(known);
  return clusters.map((folder) => ({
    path: delivery._file(folder.name),
    manifests: delivery._manifests(deliveredCluster(folder)),
  }));
}

function deliveredCluster(folder: OrderedFolder): DeliveredCluster {
  const { name, folderPerChart, order } = folder;
  if (!folderPerChart) return { name, perChart: false, folders: [{ after: [] }] };
  const entries = chartsWithFolders(folder);
  const byChart = new Map(entries.map((entry) => [entry.chart, chartFolder(entry)]));
  return {
    name,
    perChart: true,
    folders: entries.map((entry) => ({
      chart: chartFolder(entry),
      after: [...before(entry.chart, order.dependencies, byChart)],
    })),
  };
}

/** The folders of the charts that a chart depends on; a chart without objects stands for those that it depends on itself. */
function before(
  chart: Chart,
  dependencies: ReadonlyMap<Chart, readonly Chart[]>,
  folders: ReadonlyMap<Chart, string>,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set([chart]);
  const queue = [...(dependencies.get(chart) ?? [])];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const folder = folders.get(next);
    if (folder !== undefined) found.add(folder);
    else queue.push(...(dependencies.get(next) ?? []));
  }
  return found;
}
