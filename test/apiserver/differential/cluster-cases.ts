import { parse } from 'yaml';
import type { KubeObject } from '../../support/kubernetes/client';

/** Objects of the kinds that describe a cluster, and pods that no controller owns. */
export const CLUSTER_OBJECTS = parse(`
- apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata: {name: widgets.example.com}
  spec:
    group: example.com
    scope: Namespaced
    names: {kind: Widget, plural: widgets, shortNames: [wi]}
    versions:
      - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}, additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]}
      - {name: v1beta1, served: true, storage: false, deprecated: true, schema: {openAPIV3Schema: {type: object}}, subresources: {status: {}}}
- {apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: ingress-class}, spec: {controller: example.com/ingress, parameters: {apiGroup: example.com, kind: Settings, name: one}}}
- {apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: ingress-class-bare}, spec: {controller: example.com/ingress}}
- {apiVersion: storage.k8s.io/v1, kind: CSIDriver, metadata: {name: csi.example.com}, spec: {attachRequired: false, podInfoOnMount: true, fsGroupPolicy: File, volumeLifecycleModes: [Persistent, Ephemeral], tokenRequests: [{audience: vault, expirationSeconds: 3600}]}}
- {apiVersion: storage.k8s.io/v1, kind: CSIDriver, metadata: {name: csi-bare.example.com}, spec: {}}
- {apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: runtime}, handler: kata, overhead: {podFixed: {cpu: 100m}}, scheduling: {nodeSelector: {kata: 'yes'}, tolerations: [{key: kata, operator: Exists}]}}
- {apiVersion: storage.k8s.io/v1, kind: VolumeAttributesClass, metadata: {name: attributes}, driverName: csi.example.com, parameters: {iops: '3000'}}
- {apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: lease}, spec: {holderIdentity: a, leaseDurationSeconds: 30}}
- {apiVersion: v1, kind: Endpoints, metadata: {name: endpoints}, subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{name: http, port: 80}]}]}
- {apiVersion: v1, kind: PodTemplate, metadata: {name: template}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}}
- apiVersion: v1
  kind: ReplicationController
  metadata: {name: controller}
  spec: {replicas: 0, selector: {app: web}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'nginx:1.22.1'}]}}}
- apiVersion: apps/v1
  kind: ReplicaSet
  metadata: {name: replicas}
  spec: {replicas: 0, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'nginx:1.22.1'}]}}}
- apiVersion: v1
  kind: Pod
  metadata: {name: pod, labels: {app: alone}}
  spec:
    automountServiceAccountToken: false
    activeDeadlineSeconds: 600
    terminationGracePeriodSeconds: 20
    nodeSelector: {zone: nowhere}
    tolerations: [{key: a, operator: Exists}]
    initContainers: [{name: init, image: 'busybox:1.35', command: [sh, -c, 'true']}]
    containers: [{name: web, image: 'nginx:1.22.1', env: [{name: A, value: '1'}], ports: [{containerPort: 80}], resources: {requests: {cpu: 100m}, limits: {cpu: 200m, memory: 64Mi}}}]
- {apiVersion: v1, kind: Pod, metadata: {name: pod-bare}, spec: {nodeSelector: {zone: nowhere}, hostNetwork: true, containers: [{name: main, image: busybox, ports: [{containerPort: 80}]}]}}
- {apiVersion: v1, kind: Pod, metadata: {name: pod-gated}, spec: {schedulingGates: [{name: example.com/wait}], nodeSelector: {a: b}, containers: [{name: main, image: busybox}]}}
`) as KubeObject[];

const LABELS = [{ a: 'b' }, undefined, { 'bad key!': 'x' }, {}];
const METADATA = { 'metadata/labels': LABELS, 'metadata/annotations': LABELS };
const SCHEMA = { openAPIV3Schema: { type: 'object' } };
const CONTAINER = 'spec/containers/0';

/** Values for their fields: legal, illegal, and those that mean the same. */
export const CLUSTER_VALUES: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  CustomResourceDefinition: {
    ...METADATA,
    'spec/scope': ['Cluster', 'Namespaced', 'Other', undefined],
    'spec/group': ['other.example.com', 'plain', undefined],
    'spec/names/kind': ['Gadget', 'Widget', undefined, 'not valid', 'WidgetList'],
    'spec/names/plural': ['gadgets', undefined, 'Widgets'],
    'spec/names/singular': ['widget', 'gadget', 'Not Valid', undefined],
    'spec/names/listKind': ['WidgetList', 'Widgets', 'Widget', undefined],
    'spec/names/shortNames': [['wd'], ['Not Valid'], [], undefined],
    'spec/names/categories': [['all'], undefined],
    'spec/versions/0/name': ['v2', '1'],
    'spec/versions/0/storage': [false, true],
    'spec/versions/0/served': [false],
    'spec/versions/0/schema': [SCHEMA, undefined, {}],
    'spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size/type': ['string', 'integer'],
    'spec/versions/0/additionalPrinterColumns': [undefined, []],
    'spec/versions/0/subresources': [{ status: {} }, undefined],
    'spec/versions/1': [undefined, { name: 'v2', served: true, storage: false, schema: SCHEMA }],
    'spec/versions/1/storage': [true],
    'spec/versions/1/deprecated': [false, true],
    'spec/versions/1/deprecationWarning': ['old', undefined],
    'spec/versions': [
      [{ name: 'v1', served: true, storage: true, schema: SCHEMA }],
      [{ name: 'v2', served: true, storage: true, schema: SCHEMA }],
      [],
      undefined,
    ],
    'spec/conversion': [{ strategy: 'None' }, { strategy: 'Webhook' }, { strategy: 'Other' }, undefined],
    'spec/preserveUnknownFields': [true, false],
  },
  IngressClass: {
    ...METADATA,
    'spec/controller': ['example.com/other', 'example.com/ingress', 'plain', '', undefined, 'Not Valid/x'],
    'spec/parameters': [
      undefined,
      { kind: 'Settings', name: 'two' },
      { kind: 'Settings', name: 'two', scope: 'Namespace' },
      { kind: 'Settings', name: 'two', scope: 'Namespace', namespace: 'x' },
      { kind: 'Settings', name: 'two', namespace: 'x' },
      { kind: 'Settings', name: 'two', scope: 'Other' },
      {},
    ],
  },
  CSIDriver: {
    ...METADATA,
    'spec/attachRequired': [true, false, undefined],
    'spec/podInfoOnMount': [true, false, undefined],
    'spec/storageCapacity': [true, false],
    'spec/fsGroupPolicy': ['None', 'File', 'Other', 'ReadWriteOnceWithFSType', undefined],
    'spec/volumeLifecycleModes': [['Persistent'], ['Ephemeral'], ['Other'], [], undefined],
    'spec/tokenRequests': [
      [{ audience: 'x' }],
      [{ audience: 'x' }, { audience: 'x' }],
      [{ audience: 'x', expirationSeconds: 5 }],
      undefined,
    ],
    'spec/requiresRepublish': [true, false],
    'spec/seLinuxMount': [true, false],
  },
  RuntimeClass: {
    ...METADATA,
    handler: ['runc', 'kata', '', undefined, 'Not_Valid'],
    overhead: [{ podFixed: { cpu: '200m' } }, { podFixed: { widgets: '1' } }, {}, undefined],
    scheduling: [{ nodeSelector: { a: 'b' } }, { nodeSelector: { 'bad key!': 'b' } }, {}, undefined],
    'scheduling/tolerations': [[{ operator: 'Exists' }], [{ operator: 'Other', key: 'a' }], [], undefined],
  },
  VolumeAttributesClass: {
    ...METADATA,
    driverName: ['other.example.com', '', undefined],
    parameters: [{ iops: '4000' }, {}, undefined, { iops: '3000' }],
  },
  Lease: {
    ...METADATA,
    'spec/holderIdentity': ['b', undefined],
    'spec/leaseDurationSeconds': [60, 0, -1, undefined],
    'spec/leaseTransitions': [1, -1],
  },
  Endpoints: {
    ...METADATA,
    'subsets/0/addresses': [[{ ip: '10.0.0.2' }], [{ ip: 'x' }], [], undefined],
    'subsets/0/ports': [[{ port: 80 }], [{ port: 0 }], [{ port: 80 }, { port: 81 }], undefined],
    subsets: [[], undefined],
  },
  PodTemplate: {
    ...METADATA,
    'template/metadata/labels': [{ app: 'other' }, undefined],
    'template/spec/restartPolicy': ['Always', 'Never', 'Other'],
    'template/spec/containers/0/image': ['nginx:2', '', undefined],
  },
  ReplicationController: {
    ...METADATA,
    'spec/replicas': [0, 2, -1, undefined],
    'spec/selector': [{ app: 'other' }, {}, undefined],
    'spec/minReadySeconds': [5, -1],
    'spec/template/metadata/labels': [{ app: 'web', new: 'x' }, { app: 'other' }, undefined],
    'spec/template/spec/containers/0/image': ['nginx:2', '', undefined],
    'spec/template/spec/restartPolicy': ['Always', 'Never'],
  },
  ReplicaSet: {
    ...METADATA,
    'spec/replicas': [0, 2, -1, undefined],
    'spec/selector': [{ matchLabels: { app: 'other' } }, {}, undefined],
    'spec/minReadySeconds': [5, -1],
    'spec/template/metadata/labels': [{ app: 'web', new: 'x' }, { app: 'other' }, undefined],
    'spec/template/spec/containers/0/image': ['nginx:2', '', undefined],
    'spec/template/spec/restartPolicy': ['Always', 'Never'],
  },
  Pod: {
    ...METADATA,
    'spec/activeDeadlineSeconds': [300, 900, undefined, 0, -1],
    'spec/terminationGracePeriodSeconds': [30, 1, undefined],
    'spec/tolerations': [
      [
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'Exists' },
      ],
      [],
      undefined,
    ],
    'spec/schedulingGates': [[], undefined, [{ name: 'example.com/other' }]],
    'spec/nodeSelector': [{ a: 'b', c: 'd' }, { a: 'x' }, undefined],
    'spec/restartPolicy': ['Never', 'Always'],
    'spec/hostNetwork': [true, false],
    'spec/serviceAccountName': ['other'],
    'spec/enableServiceLinks': [true, false],
    [`${CONTAINER}/image`]: ['nginx:2', '', undefined],
    [`${CONTAINER}/name`]: ['other'],
    [`${CONTAINER}/env`]: [[{ name: 'A', value: '2' }], undefined, []],
    [`${CONTAINER}/ports`]: [[{ containerPort: 81 }], undefined],
    [`${CONTAINER}/resources`]: [{ requests: { cpu: '0.1' }, limits: { cpu: '200m', memory: '64Mi' } }, {}],
    'spec/initContainers': [undefined, []],
    'spec/initContainers/0/image': ['busybox:2'],
    'spec/containers/1': [{ name: 'more', image: 'x' }],
  },
};
