import { App, Chart } from 'cdk8s';
import { NetworkPeer, StatefulWebApp } from 'cdk8s-stateful-web-app';

// A wiki that clients meet at one address, editors at its first pod, and nobody else at all.
const app = new App();
const chart = new Chart(app, 'networking', { namespace: 'default' });

new StatefulWebApp(chart, 'handbook', {
  replicas: 2,
  image: 'busybox:1.35',
  command: ['httpd', '-f', '-p', '8080', '-h', '/srv'],
  port: 8080,
  claims: [{ name: 'pages', mountPath: '/srv', size: '1Gi' }],
  // One address, behind which only pods stand that are ready.
  clientService: { port: 80 },
  // An address for each pod: handbook-0, handbook-1.
  ordinalServices: { port: 80 },
  ingresses: [
    { host: 'handbook.example.org', ingressClassName: 'nginx', tlsSecretName: 'handbook-tls' },
    { host: 'edit.handbook.example.org', ingressClassName: 'nginx', ordinal: 0 },
  ],
  // Only the ingress controller may connect, and the pods may connect to each other and ask DNS.
  networkPolicy: { ingress: [{ peers: [NetworkPeer.namespace('ingress-nginx')] }] },
});

app.synth();
