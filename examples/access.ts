import { App, Chart } from 'cdk8s';
import { ServiceExposure, StatefulWebApp } from 'cdk8s-stateful-web-app';

// A code host: HTTP inside the cluster, SSH through a load balancer, and the right to read the settings of its namespace.
const app = new App();
const chart = new Chart(app, 'access', { namespace: 'default' });

new StatefulWebApp(chart, 'forge', {
  image: 'busybox:1.35',
  command: ['httpd', '-f', '-p', '8080', '-h', '/srv'],
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'ssh', containerPort: 2222 },
  ],
  claims: [{ name: 'repositories', mountPath: '/srv', size: '1Gi' }],
  clientService: { ports: [{ port: 80, targetPort: 'http' }] },
  clientServices: [
    { name: 'forge-ssh', type: ServiceExposure.LOAD_BALANCER, ports: [{ port: 22, targetPort: 'ssh' }] },
  ],
  ingresses: [{ host: 'forge.example.org', ingressClassName: 'nginx', tlsSecretName: 'forge-tls' }],
  serviceAccount: {
    // What a cloud's webhook looks for, to give the pods an identity there.
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/forge' },
    rules: [{ verbs: ['get', 'list', 'watch'], resources: ['configmaps'] }],
  },
  standardLabels: { version: '1.4', component: 'server', partOf: 'development' },
});

app.synth();
