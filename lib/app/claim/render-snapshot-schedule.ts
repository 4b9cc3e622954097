import { companionMetadata } from '../base/companion';
import type { Wire } from '../base/wire';
import { renderResources } from '../container/resources';
import type { AccessRule } from '../pod/service-account-props';
import type { ResolvedApp } from '../resolved-app';
import type { SnapshotScheduleProps } from './snapshot-schedule-props';
import { SCHEDULE_LABEL, SNAPSHOT_SCRIPT } from './snapshot-script';

/** Of a version that talks to every Kubernetes in sight; what it is asked for is old and stable. */
const IMAGE = 'docker.io/alpine/kubectl:1.37.1@sha256:7b4cc9a9ce0d064cedeb85550266c11f2b32f010ca299525518646261e4d955e';
const USER = 10001;

/** What the script does, and nothing else. */
export const SNAPSHOT_RULES: AccessRule[] = [
  { verbs: ['list'], resources: ['persistentvolumeclaims'] },
  {
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'watch'],
    apiGroups: ['snapshot.storage.k8s.io'],
    resources: ['volumesnapshots'],
  },
];

/** The CronJob as it goes to the API server. Its pod keeps to the Pod Security Standard restricted. */
export function renderSnapshotSchedule(name: string, props: SnapshotScheduleProps, app: ResolvedApp): Wire {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: companionMetadata(app, name),
    spec: {
      schedule: props.schedule,
      timeZone: props.timeZone,
      suspend: props.suspend,
      concurrencyPolicy: 'Forbid',
      // Without it, a CronJob that has missed a hundred runs is never started again.
      startingDeadlineSeconds: 3600,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          template: {
            // None of the labels by which the app finds its pods.
            metadata: { labels: { [SCHEDULE_LABEL]: name } },
            spec: {
              serviceAccountName: name,
              restartPolicy: 'Never',
              enableServiceLinks: false,
              imagePullSecrets: props.imagePullSecrets?.map((secret) => ({ name: secret })),
              securityContext: {
                runAsNonRoot: true,
                runAsUser: USER,
                runAsGroup: USER,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                {
                  name: 'snapshots',
                  image: props.image ?? IMAGE,
                  command: ['sh', '-euc', SNAPSHOT_SCRIPT],
                  env: Object.entries(variables(name, props, app)).map(([key, value]) => ({ name: key, value })),
                  resources: renderResources(props.resources),
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ['ALL'] },
                    readOnlyRootFilesystem: true,
                  },
                  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
                },
              ],
              volumes: [{ name: 'tmp', emptyDir: {} }],
            },
          },
        },
      },
    },
  };
}

function variables(name: string, props: SnapshotScheduleProps, app: ResolvedApp): Record<string, string> {
  const claims = props.claims ?? app.claims.map((claim) => claim.name);
  const { selector } = app.props.adoption ?? {};
  const labels = selector === undefined ? app.selectorLabels : (selector.matchLabels ?? {});
  return {
    NAME: name,
    SELECTOR: Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
    // In names a dot is a dot.
    CLAIMS: `^(${claims.join('|')})-${app.identity.name}-[0-9]+$`.replaceAll('.', '[.]'),
    ...(props.volumeSnapshotClassName === undefined ? {} : { CLASS: props.volumeSnapshotClassName }),
    KEEP: String(props.keep),
    TIMEOUT: `${props.timeoutSeconds ?? 1800}s`,
    // Where kubectl keeps what it has learnt of the API server.
    HOME: '/tmp',
  };
}
