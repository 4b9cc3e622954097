import { App, Chart } from 'cdk8s';
import { StatefulWebApp } from 'cdk8s-stateful-web-app';

// A wiki behind a Gateway, and its first pod under a host name of its own. The cluster must have the CRDs of the Gateway API.
const app = new App();
const chart = new Chart(app, 'gateway', { namespace: 'default' });
const gateways = [{ name: 'public', namespace: 'gateways' }];

new StatefulWebApp(chart, 'almanac', {
  replicas: 2,
  image: 'busybox:1.35',
  command: ['httpd', '-f', '-p', '8080', '-h', '/srv'],
  port: 8080,
  claims: [{ name: 'pages', mountPath: '/srv', size: '1Gi' }],
  httpRoutes: [
    { gateways, hostnames: ['almanac.example.org'] },
    { gateways, hostnames: ['edit.almanac.example.org'], ordinal: 0 },
  ],
});

app.synth();
