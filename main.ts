import * as path from 'node:path';
import { Chart } from 'cdk8s';
import { Cluster, GitOpsApp, PodSecurityLevel, Probe, StatefulWebApp, StorageClassRef } from './lib';

const app = new GitOpsApp();

// One program for all clusters, each with its own folder under dist/: `fast` is `standard` on kind, `rook-ceph-block` in production.
for (const cluster of Cluster.allIn(path.join(__dirname, 'clusters'))) {
  const chart = new Chart(app.cluster(cluster), 'web', { namespace: 'default' });

  new StatefulWebApp(chart, 'web', {
    serviceName: 'nginx',
    selectorLabels: { app: 'nginx' },
    replicas: 2,
    containerName: 'nginx',
    image: 'nginx:1.22.1',
    ports: [{ name: 'web', containerPort: 80 }],
    // Not a request: while the volume is still empty nginx answers 403, and web-1 waits until web-0 is ready.
    readiness: Probe.tcpSocket(),
    claims: [
      { name: 'www', mountPath: '/usr/share/nginx/html', size: '1Gi', storageClass: StorageClassRef.tier('fast') },
    ],
    acknowledge: [{ code: 'reclaim-policy-delete', reason: 'the pages can be written again' }],
    // The image starts as root, gives its workers another user, and writes its cache and its process id.
    securityLevel: PodSecurityLevel.BASELINE,
    addCapabilities: ['CHOWN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'],
    writablePaths: ['/run', '/tmp', '/var/cache/nginx', '/var/lib/nginx'],
  });
}

app.synth();
