import { App, Chart } from 'cdk8s';
import { AppIdentity, Probe, StatefulWebApp } from 'cdk8s-stateful-web-app';

// A server of notes that knows its peers: each pod keeps its pages on one volume and a journal of its starts on another.
const app = new App();
const chart = new Chart(app, 'peers');

const notes = { name: 'notes', namespace: 'default', replicas: 3 };

new StatefulWebApp(chart, 'notes', {
  ...notes,
  image: 'busybox:1.35',
  command: ['sh', '-c', 'date >>/srv/journal/starts && exec httpd -f -p 8080 -h /srv/pages'],
  port: 8080,
  env: { PEERS: new AppIdentity(notes).peers.join(',') },
  readiness: Probe.tcpSocket({ periodSeconds: 2 }),
  // A peer can be asked before it serves.
  publishNotReadyAddresses: true,
  claims: [
    { name: 'pages', mountPath: '/srv/pages', size: '1Gi' },
    { name: 'journal', mountPath: '/srv/journal', size: '256Mi' },
  ],
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
});

app.synth();
