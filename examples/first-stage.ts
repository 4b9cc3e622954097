import { App, Chart } from 'cdk8s';
import { PodSecurityLevel, StatefulWebApp } from 'cdk8s-stateful-web-app';

// Stable names and nothing else: no volumes, and at the level privileged nothing is added to what is written here.
const app = new App();
const chart = new Chart(app, 'first-stage');

new StatefulWebApp(chart, 'web', {
  serviceName: 'nginx',
  selectorLabels: { app: 'nginx' },
  replicas: 2,
  containerName: 'nginx',
  image: 'nginx:1.22.1',
  ports: [{ name: 'web', containerPort: 80 }],
  securityLevel: PodSecurityLevel.PRIVILEGED,
});

app.synth();
