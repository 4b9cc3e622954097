import { parse } from 'yaml';
import type { KubeObject } from '../../support/kubernetes/client';

/** Objects of the other kinds that stand beside a StatefulSet. */
export const OTHERS = parse(`
- {apiVersion: v1, kind: ConfigMap, metadata: {name: config, labels: {app: web}}, data: {key: value, other: ''}, binaryData: {raw: AAEC}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: config-fixed}, immutable: true, data: {key: value}}
- {apiVersion: v1, kind: Secret, metadata: {name: secret}, data: {key: dmFsdWU=}, stringData: {other: text}}
- {apiVersion: v1, kind: Secret, metadata: {name: secret-fixed}, immutable: true, type: example.com/x, data: {key: dmFsdWU=}}
- {apiVersion: v1, kind: Secret, metadata: {name: secret-tls}, type: kubernetes.io/tls, data: {tls.crt: '', tls.key: ''}}
- {apiVersion: v1, kind: ServiceAccount, metadata: {name: account}, automountServiceAccountToken: false, imagePullSecrets: [{name: pull}]}
- apiVersion: v1
  kind: PersistentVolume
  metadata: {name: volume}
  spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Retain, storageClassName: none, csi: {driver: example.com, volumeHandle: one}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [a]}]}]}}}
- {apiVersion: v1, kind: PersistentVolume, metadata: {name: volume-path}, spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: unasked, hostPath: {path: /tmp/x}}}
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: deployment, labels: {app: web}}
  spec:
    replicas: 0
    selector: {matchLabels: {app: web}}
    strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: 'nginx:1.22.1', ports: [{containerPort: 80}], env: [{name: A, value: '1'}], resources: {requests: {cpu: 500m}}, volumeMounts: [{name: data, mountPath: /data}]}], volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: deployment-recreate}
  spec: {replicas: 0, strategy: {type: Recreate}, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}}
- apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: daemon}
  spec:
    selector: {matchLabels: {app: web}}
    template: {metadata: {labels: {app: web}}, spec: {tolerations: [{operator: Exists}], containers: [{name: web, image: 'nginx:1.22.1', ports: [{containerPort: 80, hostPort: 80}]}]}}
- apiVersion: batch/v1
  kind: Job
  metadata: {name: job}
  spec: {suspend: true, completions: 2, parallelism: 1, backoffLimit: 3, template: {metadata: {labels: {app: job}}, spec: {restartPolicy: Never, containers: [{name: job, image: 'busybox:1.35', command: [sh, -c, 'true']}]}}}
- apiVersion: batch/v1
  kind: CronJob
  metadata: {name: cron}
  spec: {schedule: '0 3 * * *', suspend: true, timeZone: Etc/UTC, concurrencyPolicy: Forbid, jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: job, image: busybox}]}}}}}
- apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: ingress, annotations: {example.com/x: y}}
  spec:
    ingressClassName: nginx
    tls: [{hosts: [a.example], secretName: tls}]
    rules: [{host: a.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}, {path: /b, pathType: Exact, backend: {service: {name: web, port: {number: 80}}}}]}}]
- {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: ingress-default}, spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: policy}
  spec:
    podSelector: {matchLabels: {app: web}}
    policyTypes: [Ingress, Egress]
    ingress: [{from: [{podSelector: {matchLabels: {a: b}}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 80}, {port: http, protocol: TCP}, {port: 8000, endPort: 8100}]}]
    egress: [{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}]
- {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: policy-bare}, spec: {podSelector: {}}}
- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: budget}, spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}}
- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: budget-share}, spec: {maxUnavailable: 30%, selector: {matchLabels: {app: web}}, unhealthyPodEvictionPolicy: AlwaysAllow}}
- apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: scaler}
  spec:
    scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}
    minReplicas: 2
    maxReplicas: 5
    metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
    behavior: {scaleDown: {stabilizationWindowSeconds: 60, policies: [{type: Pods, value: 1, periodSeconds: 60}]}}
- {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: scaler-bare}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 3}}
- {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: class}, provisioner: example.com/x, parameters: {type: fast}, mountOptions: [noatime], allowVolumeExpansion: true, volumeBindingMode: WaitForFirstConsumer}
- {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: class-bare}, provisioner: example.com/x}
- {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: role}, rules: [{apiGroups: ['', apps], resources: [pods, statefulsets], verbs: [get, list]}]}
- {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: role-all}, rules: [{apiGroups: [''], resources: [nodes], verbs: [get]}, {nonResourceURLs: [/metrics], verbs: [get]}]}
- {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: binding}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: role}, subjects: [{kind: ServiceAccount, name: account, namespace: default}]}
- {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: binding-all}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}, subjects: [{kind: User, name: jane}]}
- {apiVersion: v1, kind: Namespace, metadata: {name: space, labels: {team: a}}}
- {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: priority}, value: 100, description: important}
- {apiVersion: v1, kind: ResourceQuota, metadata: {name: quota}, spec: {hard: {requests.storage: 10Gi, persistentvolumeclaims: '4'}}}
- {apiVersion: v1, kind: LimitRange, metadata: {name: limits}, spec: {limits: [{type: Container, default: {cpu: 500m, memory: 512Mi}, defaultRequest: {cpu: 100m}}]}}
`) as KubeObject[];

const LABELS = [{ a: 'b' }, undefined, { 'bad key!': 'x' }, { a: 1 }, {}];
const METADATA = { 'metadata/labels': LABELS, 'metadata/annotations': LABELS };
const SELECTORS = [{ matchLabels: { app: 'other' } }, {}, undefined];
const POD = 'spec/template/spec';
const WORKLOAD = {
  ...METADATA,
  'spec/replicas': [0, 2, -1, undefined, '2'],
  'spec/selector': SELECTORS,
  'spec/minReadySeconds': [5, -1, undefined],
  'spec/revisionHistoryLimit': [0, 5, undefined],
  'spec/template/metadata/labels': [{ app: 'web', new: 'x' }, { app: 'other' }, undefined],
  [`${POD}/restartPolicy`]: ['Always', 'Never', 'OnFailure'],
  [`${POD}/containers/0/image`]: ['nginx:2', '', undefined],
  [`${POD}/containers/0/imagePullPolicy`]: ['Always', 'IfNotPresent', 'Sometimes'],
  [`${POD}/containers/0/name`]: ['other', 'Not Valid', undefined],
  [`${POD}/containers/0/resources`]: [
    { requests: { cpu: '0.5' } },
    { requests: { cpu: '2' }, limits: { cpu: '1' } },
    {},
    undefined,
  ],
  [`${POD}/containers/0/volumeMounts`]: [[], [{ name: 'nope', mountPath: '/x' }], undefined],
  [`${POD}/containers/0/env`]: [[{ name: 'B', value: 8 }], [{ name: 'B', value: '8' }], [{ name: '' }], undefined],
  [`${POD}/terminationGracePeriodSeconds`]: [30, 60, -1],
  [`${POD}/hostNetwork`]: [true, false],
  [`${POD}/activeDeadlineSeconds`]: [60],
  [`${POD}/securityContext`]: [{}, { fsGroup: 1000 }, { runAsUser: -1 }],
  [`${POD}/enableServiceLinks`]: [true, false],
};

/** Values for their fields: legal, illegal, and those that mean the same. */
export const OTHER_VALUES: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  ConfigMap: {
    ...METADATA,
    'data/key': ['other', undefined, 7, true, null, ''],
    'data/bad key': ['x'],
    'data/raw': ['x'],
    data: [undefined, {}, { key: 'value' }, 'text'],
    'binaryData/raw': ['AAEC', 'AAEE', 'not base64!', undefined],
    immutable: [true, false, undefined, 'yes'],
  },
  Secret: {
    ...METADATA,
    'data/key': ['b3RoZXI=', undefined, 'not base64!', 7],
    'data/bad key': ['eA=='],
    'data/tls.crt': ['eA==', undefined],
    'stringData/other': ['changed', undefined],
    'stringData/key': ['value', 'other'],
    stringData: [undefined, {}, { 'bad key': 'x' }],
    immutable: [true, false, undefined],
    type: ['Opaque', 'kubernetes.io/tls', 'example.com/x', undefined, ''],
  },
  ServiceAccount: {
    ...METADATA,
    automountServiceAccountToken: [true, false, undefined, 'no'],
    imagePullSecrets: [[{ name: 'other' }], [], undefined, [{ name: 'pull' }, { name: 'more' }]],
    secrets: [[{ name: 'x' }], undefined],
  },
  PersistentVolume: {
    ...METADATA,
    'spec/capacity/storage': ['2Gi', '1024Mi', '0', undefined, 'big'],
    'spec/accessModes': [['ReadWriteMany'], [], ['Any']],
    'spec/persistentVolumeReclaimPolicy': ['Retain', 'Delete', 'Recycle', 'Other', undefined],
    'spec/storageClassName': ['other', undefined, 'NOT VALID'],
    'spec/csi/volumeHandle': ['two', undefined, ''],
    'spec/csi/driver': ['other.example', undefined],
    'spec/csi/fsType': ['xfs'],
    'spec/hostPath/path': ['/tmp/y', '/tmp/../y', undefined],
    'spec/hostPath/type': ['', 'Directory', 'Other'],
    'spec/nfs': [{ server: 'a', path: '/x' }],
    'spec/volumeMode': ['Filesystem', 'Block', 'Other', undefined],
    'spec/mountOptions': [['noatime'], undefined],
    'spec/claimRef': [{ name: 'data', namespace: 'default' }, undefined],
    'spec/nodeAffinity': [undefined, {}],
    'spec/volumeAttributesClassName': ['gold', undefined],
  },
  Deployment: {
    ...WORKLOAD,
    'spec/strategy': [
      { type: 'Recreate' },
      { type: 'RollingUpdate' },
      {},
      undefined,
      { type: 'Other' },
      { type: 'Recreate', rollingUpdate: {} },
    ],
    'spec/strategy/type': ['Recreate', 'RollingUpdate'],
    'spec/strategy/rollingUpdate': [
      { maxSurge: 0, maxUnavailable: 0 },
      { maxSurge: '50%' },
      { maxUnavailable: '150%' },
      { maxUnavailable: 'x' },
      { maxSurge: -1 },
    ],
    'spec/progressDeadlineSeconds': [600, 5, 0, -1, undefined],
    'spec/paused': [true, false],
  },
  DaemonSet: {
    ...WORKLOAD,
    'spec/updateStrategy': [{ type: 'OnDelete' }, { type: 'RollingUpdate' }, {}, { type: 'Other' }],
    'spec/updateStrategy/rollingUpdate': [
      { maxUnavailable: 0 },
      { maxSurge: 1 },
      { maxUnavailable: '10%' },
      { maxUnavailable: 0, maxSurge: 1 },
    ],
  },
  Job: {
    ...METADATA,
    'spec/parallelism': [2, -1, undefined],
    'spec/completions': [3, -1, undefined],
    'spec/backoffLimit': [5, -1, undefined],
    'spec/suspend': [true, false, undefined],
    'spec/completionMode': ['Indexed', 'NonIndexed', 'Other', undefined],
    'spec/ttlSecondsAfterFinished': [60, -1, undefined],
    'spec/activeDeadlineSeconds': [60, -1, undefined],
    'spec/podReplacementPolicy': ['Failed', 'TerminatingOrFailed', undefined],
    'spec/template/metadata/labels': [{ app: 'other' }],
    'spec/template/spec/restartPolicy': ['OnFailure', 'Never', 'Always', undefined],
    'spec/template/spec/containers/0/image': ['busybox:2', undefined],
    'spec/template/spec/nodeSelector': [{ a: 'b' }],
    'spec/template/spec/terminationGracePeriodSeconds': [30, 60],
  },
  CronJob: {
    ...METADATA,
    'spec/schedule': ['@daily', '* * *', '0 4 * * *', '', undefined, 'TZ=UTC 0 3 * * *'],
    'spec/timeZone': ['Europe/Berlin', 'Nowhere/X', '', undefined, 'Local'],
    'spec/concurrencyPolicy': ['Allow', 'Replace', 'Other', undefined],
    'spec/suspend': [true, false, undefined],
    'spec/startingDeadlineSeconds': [60, -1, undefined],
    'spec/successfulJobsHistoryLimit': [0, -1, undefined],
    'spec/failedJobsHistoryLimit': [2, -1],
    'spec/jobTemplate/spec/backoffLimit': [2, -1],
    'spec/jobTemplate/spec/template/spec/restartPolicy': ['Never', 'Always', undefined],
    'spec/jobTemplate/spec/template/spec/containers/0/image': ['busybox:2', '', undefined],
    'spec/jobTemplate/spec/selector': SELECTORS,
  },
  Ingress: {
    ...METADATA,
    'metadata/annotations/kubernetes.io~1ingress.class': ['nginx'],
    'spec/ingressClassName': ['other', undefined, '', 'NOT VALID'],
    'spec/defaultBackend': [
      { service: { name: 'x', port: { number: 80 } } },
      { service: { name: 'x' } },
      undefined,
      {},
    ],
    'spec/tls': [[{ hosts: ['a.example', '*.b.example'] }], [{ hosts: ['not valid'] }], [], undefined, [{}]],
    'spec/rules': [undefined, [], [{ host: 'a.example' }], [{ http: {} }]],
    'spec/rules/0/host': ['b.example', '*.example', 'NOT.VALID', '10.0.0.1', undefined, 'a.*.example'],
    'spec/rules/0/http/paths/0/path': ['/x', 'x', '/a//b', undefined, '/%2f', '/../x'],
    'spec/rules/0/http/paths/0/pathType': ['Exact', 'ImplementationSpecific', 'Other', undefined],
    'spec/rules/0/http/paths/0/backend/service/name': ['other', '', undefined, 'Not_Valid'],
    'spec/rules/0/http/paths/0/backend/service/port': [
      { number: 81 },
      { number: 0 },
      { name: 'x', number: 80 },
      {},
      undefined,
    ],
    'spec/rules/0/http/paths/0/backend': [{ resource: { apiGroup: 'a.b', kind: 'X', name: 'y' } }, {}],
    'spec/rules/0/http/paths': [[], undefined],
  },
  NetworkPolicy: {
    ...METADATA,
    'spec/podSelector': [
      {},
      { matchLabels: { app: 'x' } },
      { matchExpressions: [{ key: 'a', operator: 'Maybe' }] },
      undefined,
    ],
    'spec/policyTypes': [['Ingress'], ['Egress'], [], undefined, ['Other'], ['Ingress', 'Ingress', 'Egress']],
    'spec/ingress': [[], [{}], undefined],
    'spec/egress': [[], [{}], undefined],
    'spec/ingress/0/from/0': [
      {},
      { ipBlock: { cidr: 'x' } },
      { podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } },
      { namespaceSelector: {}, podSelector: {} },
    ],
    'spec/ingress/0/from/1/ipBlock': [
      { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] },
      { cidr: '10.0.0.0/8' },
      { cidr: '10.1.0.0/8' },
      {},
    ],
    'spec/ingress/0/ports/0': [
      { port: 'http' },
      { port: 0 },
      { port: 'NOT' },
      { protocol: 'X' },
      { port: 80, endPort: 70 },
      { endPort: 90 },
      {},
      { port: 'a', endPort: 90 },
    ],
  },
  PodDisruptionBudget: {
    ...METADATA,
    'spec/minAvailable': [2, '50%', -1, '150%', 'x', undefined, '1'],
    'spec/maxUnavailable': [1, '20%', undefined, -1],
    'spec/selector': [...SELECTORS, { matchLabels: { 'bad key!': 'x' } }],
    'spec/unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow', 'Other', undefined],
  },
  HorizontalPodAutoscaler: {
    ...METADATA,
    'spec/minReplicas': [1, 0, 10, undefined, -1],
    'spec/maxReplicas': [10, 0, undefined, -1],
    'spec/scaleTargetRef/name': ['other', '', undefined, 'a/b'],
    'spec/scaleTargetRef/kind': ['Deployment', '', undefined],
    'spec/scaleTargetRef/apiVersion': ['apps/v1beta1', undefined, 'a/b/c'],
    'spec/metrics': [
      undefined,
      [],
      [{ type: 'Resource' }],
      [{ type: 'Other' }],
      [{ type: 'Pods', pods: { metric: { name: 'x' }, target: { type: 'AverageValue', averageValue: '10' } } }],
    ],
    'spec/metrics/0/resource/target': [
      { type: 'Utilization', averageUtilization: 0 },
      { type: 'AverageValue', averageValue: '1' },
      {},
      { type: 'Utilization' },
    ],
    'spec/behavior': [
      undefined,
      {},
      { scaleUp: { stabilizationWindowSeconds: 4000 } },
      { scaleDown: { selectPolicy: 'Other' } },
    ],
  },
  StorageClass: {
    ...METADATA,
    'metadata/annotations/storageclass.kubernetes.io~1is-default-class': ['false'],
    provisioner: ['other', '', undefined],
    parameters: [{ type: 'slow' }, {}, undefined, { type: 'fast', more: 'x' }],
    reclaimPolicy: ['Retain', 'Delete', 'Recycle', undefined],
    volumeBindingMode: ['Immediate', 'WaitForFirstConsumer', 'Other', undefined],
    allowVolumeExpansion: [true, false, undefined],
    mountOptions: [['noatime', 'ro'], undefined],
    allowedTopologies: [[{ matchLabelExpressions: [{ key: 'zone', values: ['a'] }] }], undefined],
  },
  Role: {
    ...METADATA,
    rules: [
      [],
      undefined,
      [{ apiGroups: [''], resources: ['pods'] }],
      [{ verbs: ['get'] }],
      [{ apiGroups: [''], resources: ['pods'], verbs: ['*'], resourceNames: ['x'] }],
      [{ nonResourceURLs: ['/x'], verbs: ['get'] }],
    ],
  },
  ClusterRole: {
    ...METADATA,
    rules: [
      [],
      undefined,
      [{ apiGroups: [''], resources: ['pods'] }],
      [{ verbs: ['get'], nonResourceURLs: ['/x'], resources: ['pods'], apiGroups: [''] }],
    ],
    aggregationRule: [{ clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] }, {}],
  },
  RoleBinding: {
    ...METADATA,
    'roleRef/name': ['other', '', undefined],
    'roleRef/kind': ['ClusterRole', 'Other', undefined],
    'roleRef/apiGroup': ['', 'other', undefined],
    subjects: [
      [],
      undefined,
      [{ kind: 'User', name: 'jane' }],
      [{ kind: 'ServiceAccount', name: 'x' }],
      [{ kind: 'Other', name: 'x' }],
      [{ kind: 'Group', name: '' }],
    ],
  },
  ClusterRoleBinding: {
    ...METADATA,
    'roleRef/name': ['other', '', undefined],
    'roleRef/kind': ['Role', 'Other'],
    subjects: [
      [],
      undefined,
      [{ kind: 'ServiceAccount', name: 'x' }],
      [{ kind: 'ServiceAccount', name: 'x', namespace: 'y' }],
    ],
  },
  Namespace: { ...METADATA, 'spec/finalizers': [['kubernetes'], undefined] },
  PriorityClass: {
    ...METADATA,
    value: [200, 100, undefined, 2_000_000_000],
    description: ['other', undefined],
    globalDefault: [true, false],
    preemptionPolicy: ['Never', 'PreemptLowerPriority', 'Other', undefined],
  },
  ResourceQuota: {
    ...METADATA,
    'spec/hard': [{ pods: '3' }, {}, { pods: '-1' }, { widgets: '1' }, undefined],
    'spec/scopes': [['Terminating'], ['Other']],
  },
  LimitRange: {
    ...METADATA,
    'spec/limits/0/default/cpu': ['1', '0.5', undefined, '50m'],
    'spec/limits/0/type': ['Pod', 'Other', undefined],
    'spec/limits': [[], undefined],
  },
};
