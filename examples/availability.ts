import { App, Chart } from 'cdk8s';
import { AutoscalingMetric, DisruptionBudget, StatefulWebApp } from 'cdk8s-stateful-web-app';

const app = new App();
const chart = new Chart(app, 'availability', { namespace: 'default' });
const server = {
  image: 'busybox:1.35',
  command: ['httpd', '-f', '-p', '8080', '-h', '/srv'],
  port: 8080,
  claims: [{ name: 'pages', mountPath: '/srv', size: '1Gi' }],
};

// Three pods, of which two make a quorum: while nodes are drained, never fewer than two.
new StatefulWebApp(chart, 'ledger', { ...server, replicas: 3, disruptionBudget: DisruptionBudget.minAvailable(2) });

// As many pods as the load needs. The StatefulSet has no `replicas`, so that no sync undoes what the autoscaler chose.
new StatefulWebApp(chart, 'gallery', {
  ...server,
  resources: { requests: { cpu: '50m', memory: '16Mi' }, limits: { memory: '64Mi' } },
  autoscaling: {
    minReplicas: 2,
    maxReplicas: 5,
    metrics: [AutoscalingMetric.cpuUtilization(70)],
    // One pod less each five minutes at most.
    scaleDown: { pods: 1, periodSeconds: 300 },
  },
});

app.synth();
