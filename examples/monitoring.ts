import { App, Chart } from 'cdk8s';
import { NetworkPeer, StatefulWebApp } from 'cdk8s-stateful-web-app';

// A server whose metrics a Prometheus reads that its operator runs in the namespace monitoring. The cluster must have the operator's CRDs.
const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: 'default' });

new StatefulWebApp(chart, 'gauge', {
  replicas: 2,
  image: 'busybox:1.35',
  command: ['httpd', '-f', '-p', '8080', '-h', '/srv'],
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9090 },
  ],
  claims: [{ name: 'pages', mountPath: '/srv', size: '1Gi' }],
  serviceMonitor: { portName: 'metrics', intervalSeconds: 30, labels: { release: 'prometheus' } },
  networkPolicy: {
    ingress: [{ peers: [NetworkPeer.namespace('monitoring')], ports: [{ portName: 'metrics' }] }],
  },
});

app.synth();
