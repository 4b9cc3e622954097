import { Chart } from 'cdk8s';
import {
  type Acknowledgement,
  Cluster,
  GitOpsApp,
  ReclaimPolicy,
  StatefulWebApp,
  StorageClassRef,
  SynthReport,
} from '../../lib';
import { warningLines, warningsOf } from '../../lib/synth/warnings';

const ceph = (name: string, reclaimPolicy: ReclaimPolicy): Cluster =>
  Cluster.of({
    name,
    storageClasses: [{ name: 'block', provisioner: 'rook-ceph.rbd.csi.ceph.com', isDefault: true, reclaimPolicy }],
  });
const KEEPS = ceph('keeps', ReclaimPolicy.RETAIN);
const DELETES = ceph('deletes', ReclaimPolicy.DELETE);

/** The lines that a program says whose apps all have one claim. */
function lines(clusters: readonly Cluster[], apps: readonly string[], acknowledge?: Acknowledgement[]): string[] {
  const program = new GitOpsApp({ report: SynthReport.QUIET });
  const folders = clusters.map((cluster) => {
    const app = program.cluster(cluster);
    for (const name of apps) {
      new StatefulWebApp(new Chart(app, name), name, {
        image: 'example/wiki:1',
        port: 80,
        claims: [{ name: 'data', size: '1Gi', mountPath: '/data', storageClass: StorageClassRef.named('block') }],
        acknowledge,
      });
    }
    return { name: cluster.name, app };
  });
  return warningLines(warningsOf(folders, (folder, path) => `${folder}: ${path}`));
}

test('a warning is one line, with its place, its reason and the way out', () => {
  expect(lines([DELETES], ['wiki'])).toEqual([
    "warning: [deletes: wiki/wiki] `claims[data].storageClass`: storage class 'block' of cluster 'deletes' (Ceph RBD) deletes the volume and its data as soon as the claim is deleted (reclaimPolicy: Delete). Use a class with reclaimPolicy: Retain, or acknowledge this and keep backups. [reclaim-policy-delete]",
  ]);
});

test('what is said of many apps is said once', () => {
  const found = lines([DELETES], ['a', 'b', 'c', 'd', 'e']);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^warning: \[deletes: a\/a, deletes: b\/b, deletes: c\/c and 2 more\] `claims\[data\]/);
});

test('an acknowledgement that no cluster needs is told; one that a single cluster needs is not', () => {
  const acknowledge = [{ code: 'reclaim-policy-delete', reason: 'backed up' }];
  expect(lines([KEEPS], ['wiki'], acknowledge)).toEqual([
    "warning: [keeps: wiki/wiki] `acknowledge`: acknowledges 'reclaim-policy-delete', which does not occur here. Remove it, so that the warning is reported if it occurs later. [unused-acknowledgement]",
  ]);
  expect(lines([KEEPS, DELETES], ['wiki'], acknowledge)).toEqual([]);
  expect(lines([KEEPS, ceph('keeps-too', ReclaimPolicy.RETAIN)], ['wiki'], acknowledge)).toHaveLength(1);
});
