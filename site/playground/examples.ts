import type { Pipeline } from '../../lib/pipelines/tool';
import type { Impact } from '../../lib/plan/types';

/** A change as it really happens, and what the plan says of it. */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** What its author thought. */
  readonly story: string;
  readonly pipeline: Pipeline;
  readonly before: string;
  readonly after: string;
  readonly impact: Impact;
  readonly code: string;
}

interface Wiki {
  readonly name: string;
  readonly selector: string;
  readonly label: string;
  readonly replicas: number;
  readonly image: string;
  readonly port: string;
  readonly mountPath: string;
  readonly size: string;
  /** More lines of the spec, of the pod's labels, of the container. */
  readonly spec: string;
  readonly labels: string;
  readonly container: string;
}

const WIKI: Wiki = {
  name: 'wiki',
  selector: 'wiki',
  label: 'wiki',
  replicas: 2,
  image: 'example/wiki:1.4',
  port: 'http',
  mountPath: '/var/lib/wiki',
  size: '10Gi',
  spec: '',
  labels: '',
  container: '',
};

/** An app with a volume for each pod, its governing Service and one for clients. */
function wiki(change: Partial<Wiki> = {}): string {
  const app = { ...WIKI, ...change };
  return `apiVersion: v1
kind: Service
metadata:
  name: ${app.name}
  namespace: team
spec:
  clusterIP: None
  selector:
    app: ${app.selector}
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${app.name}
  namespace: team
spec:
  replicas: ${app.replicas}
  serviceName: ${app.name}
${app.spec}  selector:
    matchLabels:
      app: ${app.label}
  template:
    metadata:
      labels:
        app: ${app.label}
${app.labels}    spec:
      containers:
        - name: ${app.name}
          image: ${app.image}
          ports:
            - name: ${app.port}
              containerPort: 8080
${app.container}          volumeMounts:
            - name: data
              mountPath: ${app.mountPath}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: ${app.size}
`;
}

const SETTINGS = (lines: string): string => `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: team
data:
${lines}`;

const SECRET = `---
apiVersion: v1
kind: Secret
metadata:
  name: wiki-password
  namespace: team
stringData:
  password: open-sesame
`;

const FROM_SETTINGS = `          env:
            - name: DATABASE_HOST
              valueFrom:
                configMapKeyRef:
                  name: settings
                  key: database.host
`;

const FROM_SECRET = `          envFrom:
            - secretRef:
                name: wiki-password
`;

const JOB = (image: string): string => `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: team
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: ${image}
          args:
            - migrate
`;

const AUTOSCALER = (version: string): string => `---
apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata:
  name: wiki
  namespace: team
spec:
  minReplicas: 2
  maxReplicas: 5
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: wiki
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`;

const DELETES = '  persistentVolumeClaimRetentionPolicy:\n    whenDeleted: Retain\n    whenScaled: Delete\n';
const ETCD: Partial<Wiki> = { name: 'etcd', selector: 'etcd', label: 'etcd', image: 'quay.io/coreos/etcd:v3.6.4' };
const POSTGRES: Partial<Wiki> = { name: 'db', selector: 'db', label: 'db', mountPath: '/var/lib/postgresql/data' };

/** Twelve accidents. Each is what somebody did, in the smallest manifests in which it happens. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    id: 'size',
    title: 'A larger volume',
    story: 'The disk is nearly full, so the size is doubled.',
    pipeline: 'argocd',
    before: wiki(),
    after: wiki({ size: '20Gi' }),
    impact: 'rejected',
    code: 'claim-template-size',
  },
  {
    id: 'rename',
    title: 'A rename',
    story: 'The app has a better name now.',
    pipeline: 'argocd',
    before: wiki(),
    after: wiki({ name: 'docs' }),
    impact: 'data-risk',
    code: 'stateful-set-renamed',
  },
  {
    id: 'selects-nobody',
    title: 'A Service that selects nobody',
    story: 'A search and replace in the Service alone.',
    pipeline: 'flux',
    before: wiki(),
    after: wiki({ selector: 'wikis' }),
    impact: 'outage',
    code: 'service-selects-nobody',
  },
  {
    id: 'key',
    title: 'A deleted key',
    story: 'Nobody seemed to use this setting.',
    pipeline: 'kubectl',
    before: wiki({ container: FROM_SETTINGS }) + SETTINGS('  database.host: db.team\n  log.level: info\n'),
    after: wiki({ container: FROM_SETTINGS }) + SETTINGS('  log.level: info\n'),
    impact: 'outage',
    code: 'key-removed-but-needed',
  },
  {
    id: 'job',
    title: 'A Job with a new image',
    story: 'The migration of the next release.',
    pipeline: 'kubectl',
    before: JOB('example/wiki:1.4'),
    after: JOB('example/wiki:1.5'),
    impact: 'rejected',
    code: 'immutable-field',
  },
  {
    id: 'removed-api',
    title: 'A removed API',
    story: 'The manifest is copied from an old chart.',
    pipeline: 'argocd',
    before: wiki(),
    after: wiki() + AUTOSCALER('v2beta2'),
    impact: 'rejected',
    code: 'api-not-served',
  },
  {
    id: 'major',
    title: 'A new major version',
    story: 'A bot opens a pull request.',
    pipeline: 'flux',
    before: wiki({ ...POSTGRES, image: 'postgres:16.4' }),
    after: wiki({ ...POSTGRES, image: 'postgres:17.2' }),
    impact: 'outage',
    code: 'image-major-version',
  },
  {
    id: 'mount',
    title: 'A moved folder',
    story: 'The new image wants its data elsewhere.',
    pipeline: 'argocd',
    before: wiki(),
    after: wiki({ mountPath: '/data' }),
    impact: 'data-risk',
    code: 'claim-mount-moved',
  },
  {
    id: 'scale-down',
    title: 'Fewer replicas',
    story: 'It is quiet, so one pod is enough.',
    pipeline: 'argocd',
    before: wiki({ replicas: 3, spec: DELETES }),
    after: wiki({ replicas: 1, spec: DELETES }),
    impact: 'data-risk',
    code: 'scale-down-deletes-claims',
  },
  {
    id: 'quorum',
    title: 'A lost majority',
    story: 'Three members cost too much.',
    pipeline: 'kubectl',
    before: wiki({ ...ETCD, replicas: 3, mountPath: '/var/lib/etcd' }),
    after: wiki({ ...ETCD, replicas: 1, mountPath: '/var/lib/etcd' }),
    impact: 'outage',
    code: 'quorum-lost',
  },
  {
    id: 'secret',
    title: 'A Secret that moves out',
    story: 'Secrets do not belong into git.',
    pipeline: 'argocd',
    before: wiki({ container: FROM_SECRET }) + SECRET,
    after: wiki({ container: FROM_SECRET }),
    impact: 'outage',
    code: 'deleted-but-needed',
  },
  {
    id: 'label',
    title: 'A label of the chart',
    story: 'Only the version of the chart changes.',
    pipeline: 'helm',
    before: wiki({ labels: '        helm.sh/chart: wiki-1.4.0\n' }),
    after: wiki({ labels: '        helm.sh/chart: wiki-1.4.1\n' }),
    impact: 'restart',
    code: 'pod-template-changed',
  },
];
