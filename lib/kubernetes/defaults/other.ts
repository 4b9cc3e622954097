import { has } from '../gates';
import { asObject, isPlainObject, type PlainObject } from '../plain';
import { type Defaults, fill } from './fill';

const RBAC = 'rbac.authorization.k8s.io';

/** Kinds that stand beside the workloads. */
export const OTHER_DEFAULTS: Readonly<Record<string, Defaults>> = {
  Secret: (secret) => {
    fill(secret, 'type', 'Opaque');
    // Text is a way to write the data; it is never stored.
    const text = Object.entries(asObject(secret['stringData'])).map(([key, value]) => [key, toBase64(String(value))]);
    if (text.length > 0) secret['data'] = { ...asObject(secret['data']), ...Object.fromEntries(text) };
    delete secret['stringData'];
  },
  PersistentVolumeSpec: (spec) => {
    fill(spec, 'persistentVolumeReclaimPolicy', 'Retain');
    fill(spec, 'volumeMode', 'Filesystem');
  },
  StorageClass: (storageClass) => {
    fill(storageClass, 'reclaimPolicy', 'Delete');
    fill(storageClass, 'volumeBindingMode', 'Immediate');
  },
  NetworkPolicyPort: (port) => fill(port, 'protocol', 'TCP'),
  NetworkPolicySpec: (spec) => {
    fill(spec, 'policyTypes', spec['egress'] === undefined ? ['Ingress'] : ['Ingress', 'Egress']);
  },
  HorizontalPodAutoscalerSpec: (spec) => {
    fill(spec, 'minReplicas', 1);
    fill(spec, 'metrics', [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
    ]);
    if (!isPlainObject(spec['behavior'])) return;
    const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
    const policies = [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent];
    spec['behavior'] = {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies,
        ...asObject(spec['behavior']['scaleUp']),
      },
      scaleDown: { selectPolicy: 'Max', policies: [percent], ...asObject(spec['behavior']['scaleDown']) },
    };
  },
  Job: (job, minor) => {
    const spec = asObject(job['spec']);
    if (spec['parallelism'] === undefined) fill(spec, 'completions', 1);
    fill(spec, 'parallelism', 1);
    fill(spec, 'backoffLimit', spec['backoffLimitPerIndex'] === undefined ? 6 : 2 ** 31 - 1);
    fill(spec, 'completionMode', 'NonIndexed');
    fill(spec, 'suspend', false);
    fill(spec, 'manualSelector', false);
    if (has('JobPodReplacementPolicy', minor)) {
      const policy = spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed';
      fill(spec, 'podReplacementPolicy', policy);
    }
  },
  CronJobSpec: (spec) => {
    fill(spec, 'concurrencyPolicy', 'Allow');
    fill(spec, 'suspend', false);
    fill(spec, 'successfulJobsHistoryLimit', 3);
    fill(spec, 'failedJobsHistoryLimit', 1);
  },
  RoleRef: (role) => fill(role, 'apiGroup', RBAC),
  Subject: (subject) => {
    if (subject['kind'] === 'User' || subject['kind'] === 'Group') fill(subject, 'apiGroup', RBAC);
  },
  PriorityClass: (priority) => fill(priority, 'preemptionPolicy', 'PreemptLowerPriority'),
  Namespace: (namespace) => {
    const metadata = asObject(namespace['metadata']);
    metadata['labels'] = { ...asObject(metadata['labels']), 'kubernetes.io/metadata.name': metadata['name'] };
    namespace['spec'] = { finalizers: ['kubernetes'] };
  },
  LimitRangeItem: (item) => {
    if (item['type'] !== 'Container') return;
    const most = asObject(item['max']);
    const usual = { ...most, ...asObject(item['default']) };
    const requests = { ...usual, ...asObject(item['min']), ...asObject(item['defaultRequest']) };
    if (Object.keys(usual).length > 0) item['default'] = usual;
    if (Object.keys(requests).length > 0) item['defaultRequest'] = requests;
  },
};

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** Stands for an identity that the API server gives. */
export const GIVEN_UID = '00000000-0000-0000-0000-000000000000';

/** What the API server writes into a new Job, so that it finds its pods. Changes `job`. */
export function selectOwnPods(job: PlainObject): void {
  const spec = asObject(job['spec']);
  if (spec['manualSelector'] === true || spec['selector'] !== undefined) return;
  const uid = GIVEN_UID;
  const name = asObject(job['metadata'])['name'];
  const template = asObject(spec['template']);
  const metadata = asObject(template['metadata']);
  const labels = { 'controller-uid': uid, 'job-name': name };
  const prefixed = { 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name };
  metadata['labels'] = { ...asObject(metadata['labels']), ...labels, ...prefixed };
  template['metadata'] = metadata;
  spec['template'] = template;
  spec['selector'] = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } };
}
