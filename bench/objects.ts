import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** What an author says of each app, beside its name. */
export const APP_PROPS = {
  image: 'example/wiki:1.4',
  port: 8080,
  replicas: 2,
  env: { LOG_LEVEL: 'info', READ_ONLY: 'false' },
  claims: [{ name: 'pages', mountPath: '/var/lib/wiki', size: '1Gi' }],
};

/** Every contestant writes these objects, for each app: its headless Service, its StatefulSet, its disruption budget. */
export function plainObjects(name: string): object[] {
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, namespace: 'default' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, labels: { ...labels } },
      spec: { clusterIP: 'None', ports: [{ name: 'http', port: 8080 }], selector: { ...labels } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { ...metadata },
      spec: {
        replicas: 2,
        selector: { matchLabels: { ...labels } },
        serviceName: name,
        template: {
          metadata: { labels: { ...labels } },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                env: [
                  { name: 'LOG_LEVEL', value: 'info' },
                  { name: 'READ_ONLY', value: 'false' },
                ],
                image: 'example/wiki:1.4',
                name,
                ports: [{ containerPort: 8080, name: 'http' }],
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                },
                volumeMounts: [
                  { mountPath: '/var/lib/wiki', name: 'pages' },
                  { mountPath: '/tmp', name: 'writable-tmp' },
                ],
              },
            ],
            securityContext: {
              fsGroup: 10001,
              fsGroupChangePolicy: 'OnRootMismatch',
              runAsGroup: 10001,
              runAsNonRoot: true,
              runAsUser: 10001,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            topologySpreadConstraints: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
              labelSelector: { matchLabels: { ...labels } },
              maxSkew: 1,
              topologyKey,
              whenUnsatisfiable: 'ScheduleAnyway',
            })),
            volumes: [{ emptyDir: {}, name: 'writable-tmp' }],
          },
        },
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'pages' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { ...metadata },
      spec: { maxUnavailable: 1, selector: { matchLabels: { ...labels } }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  ];
}

/** The same, by hand, in the typed classes of cdk8s-plus-27, as the construct renders them. */
export function typedObjects(scope: Construct, name: string): void {
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, namespace: 'default' };
  new k8s.KubeService(scope, 'service', {
    metadata: { ...metadata, labels },
    spec: { clusterIp: 'None', ports: [{ name: 'http', port: 8080 }], selector: labels },
  });
  const statefulSet = k8s.KubeStatefulSet.manifest({
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      serviceName: name,
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            {
              env: [
                { name: 'LOG_LEVEL', value: 'info' },
                { name: 'READ_ONLY', value: 'false' },
              ],
              image: 'example/wiki:1.4',
              name,
              ports: [{ containerPort: 8080, name: 'http' }],
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
              volumeMounts: [
                { mountPath: '/var/lib/wiki', name: 'pages' },
                { mountPath: '/tmp', name: 'writable-tmp' },
              ],
            },
          ],
          securityContext: {
            fsGroup: 10001,
            fsGroupChangePolicy: 'OnRootMismatch',
            runAsGroup: 10001,
            runAsNonRoot: true,
            runAsUser: 10001,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
            labelSelector: { matchLabels: { ...labels } },
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway',
          })),
          volumes: [{ emptyDir: {}, name: 'writable-tmp' }],
        },
      },
    },
  }) as ApiObjectProps & { spec: { volumeClaimTemplates: unknown[] } };
  statefulSet.spec.volumeClaimTemplates = [
    k8s.KubePersistentVolumeClaim.manifest({
      metadata: { name: 'pages' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } } },
    }),
  ];
  new ApiObject(scope, 'stateful-set', statefulSet);
  new k8s.KubePodDisruptionBudget(scope, 'budget', {
    metadata,
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: labels },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}

export function plainChart(scope: Construct, name: string): void {
  const chart = new Chart(scope, name);
  plainObjects(name).forEach((object, index) => new ApiObject(chart, String(index), object as ApiObjectProps));
}
