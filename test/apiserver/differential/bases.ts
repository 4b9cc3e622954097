import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments, parse } from 'yaml';
import type { KubeObject } from '../../support/kubernetes/client';
import { CLUSTER_OBJECTS } from './cluster-cases';
import { OTHERS } from './other-cases';
import { SERVICES } from './service-cases';

const KINDS = new Set(['apps/v1/StatefulSet', 'v1/Service']);

/** What is changed: small objects that between them have most fields, and real ones from ../shared/corpus where it is there. */
export function bases(): readonly KubeObject[] {
  return [...own(), ...SERVICES, ...OTHERS, ...CLUSTER_OBJECTS, ...real()];
}

function own(): KubeObject[] {
  return (parse(OWN) as { items: KubeObject[] }).items;
}

function real(): KubeObject[] {
  const folder = path.resolve(__dirname, '../../../../shared/corpus');
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return files.flatMap((name) => {
    const documents = parseAllDocuments(fs.readFileSync(path.join(folder, name), 'utf8'));
    if (!Array.isArray(documents)) return [];
    return documents
      .filter((document) => document.errors.length === 0)
      .map((document) => document.toJS() as KubeObject)
      .filter((object) => KINDS.has(`${String(object?.apiVersion)}/${String(object?.kind)}`));
  });
}

const OWN = `
items:
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: web, labels: {app: web}}
    spec:
      replicas: 2
      serviceName: web
      podManagementPolicy: Parallel
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web, tier: front}, annotations: {note: one}}
        spec:
          terminationGracePeriodSeconds: 20
          securityContext: {fsGroup: 1000, runAsUser: 1000}
          nodeSelector: {kubernetes.io/os: linux}
          tolerations: [{key: dedicated, operator: Equal, value: web, effect: NoSchedule}]
          initContainers: [{name: init, image: 'busybox:1.35', command: [sh, -c, 'true'], volumeMounts: [{name: www, mountPath: /www}]}]
          containers:
            - name: web
              image: nginx:1.22.1
              ports: [{name: http, containerPort: 80}, {name: admin, containerPort: 8080, protocol: TCP}]
              env:
                - {name: A, value: '1'}
                - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: KEY, valueFrom: {secretKeyRef: {name: s, key: k}}}
              envFrom: [{configMapRef: {name: settings}}]
              resources: {requests: {cpu: 500m, memory: 64Mi}, limits: {cpu: '1', memory: 1Gi}}
              livenessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 5}
              readinessProbe: {tcpSocket: {port: 80}}
              lifecycle: {preStop: {exec: {command: [sleep, '5']}}}
              volumeMounts: [{name: www, mountPath: /data}, {name: conf, mountPath: /etc/conf, readOnly: true}, {name: tmp, mountPath: /tmp}]
          volumes:
            - {name: conf, configMap: {name: settings, items: [{key: a, path: a.conf}]}}
            - {name: tmp, emptyDir: {sizeLimit: 1Gi}}
      volumeClaimTemplates:
        - metadata: {name: www}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        - metadata: {name: log, labels: {kind: log}}
          spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 500Mi}}}
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: plain}
    spec:
      serviceName: plain
      selector: {matchLabels: {app: plain}, matchExpressions: [{key: tier, operator: In, values: [front, back]}]}
      updateStrategy: {type: OnDelete}
      persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}
      template:
        metadata: {labels: {app: plain, tier: back}}
        spec:
          serviceAccountName: runner
          affinity:
            podAntiAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: 10, podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: plain}}}}
          topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: plain}}}]
          containers: [{name: main, image: 'busybox'}]
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: parts}
    spec:
      replicas: 3
      serviceName: ''
      minReadySeconds: 3
      revisionHistoryLimit: 5
      ordinals: {start: 2}
      updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
      selector: {matchLabels: {app: parts}}
      template:
        metadata: {labels: {app: parts}}
        spec:
          hostNetwork: true
          dnsPolicy: ClusterFirstWithHostNet
          hostAliases: [{ip: 10.0.0.1, hostnames: [a.example]}]
          containers:
            - {name: one, image: 'a/b@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', ports: [{containerPort: 53, protocol: UDP, name: dns}, {containerPort: 53, name: dns-tcp}], securityContext: {capabilities: {drop: [ALL]}, runAsNonRoot: true}}
            - {name: two, image: 'two:latest', startupProbe: {grpc: {port: 90}, failureThreshold: 30}, volumeMounts: [{name: host, mountPath: /host, subPath: sub}]}
          volumes:
            - {name: host, hostPath: {path: /var/data}}
            - name: all
              projected: {sources: [{serviceAccountToken: {path: token}}, {configMap: {name: c}}, {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}]}
`;
