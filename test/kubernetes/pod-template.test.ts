import { create, update } from '../../lib/kubernetes/server/api-server';
import { formatFieldError } from '../../lib/kubernetes/validation/field-error';

const POD = 'spec.template.spec';

function answer(pod: object, container: object = {}, minor = 37): ReturnType<typeof create> {
  return create(
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web' },
      spec: {
        serviceName: 'web',
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'nginx:1.22.1', ...container }], ...pod },
        },
        volumeClaimTemplates: [],
      },
    },
    { minor, apply: 'replace' },
  );
}

function fields(pod: object, container: object = {}, minor = 37): readonly string[] {
  return (answer(pod, container, minor)?.errors ?? []).map((error) => error.field);
}

const volume = (source: object): object => ({ volumes: [{ name: 'v', ...source }] });
const container = `${POD}.containers[0]`;

// What k8s.io/kubernetes 1.37 answers.
describe('a pod template is refused for', () => {
  test.each<[string, object, object, string]>([
    ['a claim without a source', { resourceClaims: [{ name: 'gpu' }] }, {}, `${POD}.resourceClaims[0]`],
    [
      'a claim that the pod has not',
      {},
      { resources: { claims: [{ name: 'gpu' }] } },
      `${container}.resources.claims[0]`,
    ],
    ['claims of the whole pod', { resources: { claims: [{ name: 'gpu' }] } }, {}, `${POD}.resources.claims`],
    ['overhead of no resource', { overhead: { widgets: '1' } }, {}, `${POD}.overhead.limits[widgets]`],
    [
      'a resource of a quota',
      {},
      { resources: { limits: { 'requests.a.b/c': '1' } } },
      `${container}.resources.limits[requests.a.b/c]`,
    ],
    [
      'a pod that asks for less than its containers',
      { resources: { requests: { cpu: '1' } } },
      { resources: { requests: { cpu: '2' } } },
      `${POD}.resources.requests[cpu]`,
    ],
    [
      'a resize policy of no policy',
      {},
      { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'Always' }] },
      `${container}.resizePolicy`,
    ],
    [
      'restart rules without a policy',
      {},
      { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
      `${container}.restartPolicy`,
    ],
    [
      'a recursively read-only mount that is writable',
      volume({ emptyDir: {} }),
      { volumeMounts: [{ name: 'v', mountPath: '/v', recursiveReadOnly: 'Enabled' }] },
      `${container}.volumeMounts.recursiveReadOnly`,
    ],
    [
      'an AppArmor profile without its name',
      { securityContext: { appArmorProfile: { type: 'Localhost' } } },
      {},
      `${POD}.securityContext.appArmorProfile.localhostProfile`,
    ],
    [
      'an unmasked /proc with the users of the host',
      {},
      { securityContext: { procMount: 'Unmasked' } },
      `${container}.securityContext.procMount`,
    ],
    [
      'a sysctl of no name',
      { securityContext: { sysctls: [{ name: 'Not valid' }] } },
      {},
      `${POD}.securityContext.sysctls[0].name`,
    ],
    ['an empty host name', { hostnameOverride: '' }, {}, `${POD}.hostnameOverride`],
    ['fields of Linux on Windows', { os: { name: 'windows' }, hostPID: true }, {}, `${POD}.hostPID`],
    [
      'a disk of Azure without its account',
      volume({ azureDisk: { diskName: 'a', diskURI: 'x' } }),
      {},
      `${POD}.volumes[0].azureDisk.diskURI`,
    ],
    [
      'an iSCSI target of no name',
      volume({ iscsi: { targetPortal: 'a:1', iqn: 'x', lun: 0 } }),
      {},
      `${POD}.volumes[0].iscsi.iqn`,
    ],
    [
      'a second source, by the order of Kubernetes',
      volume({ configMap: { name: 'a' }, hostPath: { path: '/a' } }),
      {},
      `${POD}.volumes[0].configMap`,
    ],
    [
      'two files of one name',
      volume({
        projected: { sources: [0, 1].map(() => ({ configMap: { name: 'a', items: [{ key: 'k', path: 'p' }] } })) },
      }),
      {},
      `${POD}.volumes[0].projected`,
    ],
    [
      'a file that starts with two dots',
      volume({ configMap: { name: 'a', items: [{ key: 'k', path: '..p' }] } }),
      {},
      `${POD}.volumes[0].configMap.items[0].path`,
    ],
    [
      'a field that no file can have',
      volume({ downwardAPI: { items: [{ path: 'p', fieldRef: { fieldPath: 'status.podIP' } }] } }),
      {},
      `${POD}.volumes[0].downwardAPI.fieldRef.fieldPath`,
    ],
    [
      'a divisor that does not fit',
      {},
      { env: [{ name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } } }] },
      `${container}.env[0].valueFrom.resourceFieldRef.divisor`,
    ],
    [
      'a namespace of no name',
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', namespaces: ['A_B'] }],
          },
        },
      },
      {},
      `${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace`,
    ],
    ['a search domain of no name', { dnsConfig: { searches: ['a..b'] } }, {}, `${POD}.dnsConfig.searches[0]`],
  ])('%s', (_, pod, own, field) => {
    expect(fields(pod, own)).toContain(field);
    // Before 1.34 only the pods fail.
    expect(fields(pod, own, 33)).toEqual([]);
  });
});

describe('by version', () => {
  test('1.34 drops the restart policies that it knows only later', () => {
    const never = { restartPolicy: 'Never' };
    expect(answer({}, never, 34)?.dropped).toEqual([`${container}.restartPolicy`]);
    expect(answer({}, never, 34)?.errors).toEqual([]);
    expect(answer({}, never, 33)?.dropped).toEqual([]);
    const sidecar = { initContainers: [{ name: 'side', image: 'a:1', restartPolicy: 'Always' }] };
    expect([28, 29, 34].map((minor) => answer(sidecar, {}, minor)?.dropped.length)).toEqual([1, 0, 0]);
  });

  test('a hook of which a gate leaves nothing is dropped whole', () => {
    const hook = { lifecycle: { stopSignal: 'SIGHUP' } };
    const stored = answer({}, hook)?.stored as { spec: { template: { spec: { containers: object[] } } } };
    expect(stored.spec.template.spec.containers[0]).not.toHaveProperty('lifecycle');
  });

  test('a selector that selects nothing is said once more, and hides the template', () => {
    const errors =
      create(
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          metadata: { name: 'web' },
          spec: {
            selector: { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] },
            template: { metadata: { labels: { 'not valid': 'x' } }, spec: { containers: [] } },
          },
        },
        { minor: 37, apply: 'replace' },
      )?.errors ?? [];
    expect(errors.map(formatFieldError)).toEqual([
      'spec.selector.matchExpressions[0].operator: Invalid value: "Gt": not a valid selector operator',
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"a","operator":"Gt","values":["1"]}]}',
    ]);
  });

  test('a patched number that is too large loses its upper bits, and a sent one is refused', () => {
    const set = (replicas: number): Record<string, unknown> => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web' },
      spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } } } },
    });
    const [before, after] = [set(2), set(2 ** 32 + 3)];
    const patched = update(before, after, { minor: 30, apply: 'client' });
    expect(patched?.differences).toEqual([{ path: ['spec', 'replicas'], before: 2, after: 3, sameValue: false }]);
    const sent = update(before, after, { minor: 30, apply: 'replace' });
    expect(sent?.errors.map((error) => error.type)).toEqual(['Bad request']);
  });
});
