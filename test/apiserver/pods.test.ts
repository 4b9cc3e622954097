import { AppArmorProfile, PodSecurityLevel, SeccompProfile, type StatefulWebAppProps, Volume } from '../../lib';
import { at } from '../../lib/kubernetes/plain';
import { podSecurityFaults } from '../../lib/kubernetes/pod-security';
import { NEWER_FIELDS } from '../support/app/newer-fields';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, inNamespace, newNamespace } from '../support/kubernetes/cluster';
import { synthApp } from '../support/synth';

const bare = { securityLevel: PodSecurityLevel.PRIVILEGED, kubernetesVersion: '1.37' };

/** What stands at `spec.template.spec.containers[wiki].env`. */
function valueAt(object: KubeObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => {
    const [, key = '', name] = /^(\w+)(?:\[(.*)\])?$/.exec(step) ?? [];
    const field = at(value, key);
    return name === undefined
      ? field
      : (field as KubeObject[] | undefined)?.find((item) => (item.metadata?.name ?? item.name) === name);
  }, object);
}

// The template of a claim keeps every field, and the claims that are made of it do not.
test.each(NEWER_FIELDS.filter(([path]) => !path.includes('volumeClaimTemplates')))(
  '%s is kept from Kubernetes %s on, and dropped before',
  async (path, since, props) => {
    const namespace = await newNamespace('newer');
    const { statefulSet } = synthApp({ ...bare, ...props });
    const answer = await client.create(inNamespace(statefulSet, namespace), {
      dryRun: 'All',
      fieldValidation: 'Ignore',
    });

    expect(valueAt(statefulSet, path)).toBeDefined();
    if (cluster.minor >= Number(since.slice(2))) {
      expect(valueAt(good(answer), path)).toBeDefined();
    } else if (answer.status < 300) {
      expect(valueAt(answer.body, path)).toBeUndefined();
    } else {
      // Without the field, what is left can be wrong in itself: an init container that ends cannot have a probe.
      expect(answer.status).toBe(422);
    }
  },
);

test('the attributes class of a claim is kept from Kubernetes 1.34 on, and dropped before', async () => {
  const namespace = await newNamespace('newer');
  const claim = { name: 'www', size: '1Gi', mountPath: '/w', volumeAttributesClassName: 'fast' };
  const [template] = synthApp({ ...bare, claims: [claim] }).statefulSet.spec.volumeClaimTemplates;
  const { spec } = good(await client.create(inNamespace(template, namespace), { dryRun: 'All' }));

  expect(spec.volumeAttributesClassName).toBe(cluster.minor >= 34 ? 'fast' : undefined);
});

const unconfined = SeccompProfile.unconfined();

describe.each(['baseline', 'restricted'] as const)('the level %s', (level) => {
  let namespace: string;
  beforeAll(async () => {
    namespace = await newNamespace(level, {
      'pod-security.kubernetes.io/enforce': level,
      'pod-security.kubernetes.io/enforce-version': `v1.${cluster.minor}`,
    });
  });

  test.each<[string, Partial<StatefulWebAppProps>]>([
    ['the default', { securityLevel: PodSecurityLevel.RESTRICTED }],
    ['the default of baseline', { securityLevel: PodSecurityLevel.BASELINE }],
    ['nothing', {}],
    ['privileges', { securityContext: { privileged: true } }],
    ['the network of the node', { nodeAccess: { hostNetwork: true } }],
    ['the processes of the node', { nodeAccess: { hostPid: true } }],
    ['the memory of the node', { nodeAccess: { hostIpc: true } }],
    ['a path of the node', { volumes: [Volume.hostPath('v', '/x')] }],
    ['a share', { volumes: [Volume.nfs('v', 'nas', '/x')] }],
    ['a port of the node', { port: undefined, ports: [{ containerPort: 80, hostPort: 80 }] }],
    ['a capability of the runtime', { addCapabilities: ['CHOWN'] }],
    ['a capability beyond', { addCapabilities: ['SYS_TIME'] }],
    ['all system calls', { podSecurityContext: { seccompProfile: unconfined } }],
    ['all system calls of a container', { securityContext: { seccompProfile: unconfined } }],
    ['no AppArmor', { podSecurityContext: { appArmorProfile: AppArmorProfile.unconfined() } }],
    ['a SELinux type', { podSecurityContext: { seLinuxOptions: { type: 'spc_t' } } }],
    ['a SELinux type of engines', { podSecurityContext: { seLinuxOptions: { type: 'container_engine_t' } } }],
    ['a SELinux role', { securityContext: { seLinuxOptions: { role: 'r' } } }],
    ['a safe kernel parameter', { podSecurityContext: { sysctls: { 'net.ipv4.tcp_syncookies': '1' } } }],
    ['a newer safe one', { podSecurityContext: { sysctls: { 'net.ipv4.tcp_rmem': '1 2 3' } } }],
    ['an unsafe one', { podSecurityContext: { sysctls: { 'kernel.msgmax': '1' } } }],
    ['escalation', { securityLevel: PodSecurityLevel.BASELINE, securityContext: { allowPrivilegeEscalation: true } }],
    ['root in user namespaces', { user: 0, nodeAccess: { hostUsers: false } }],
  ])('admits and refuses as the library says: %s', async (_, props) => {
    const { statefulSet, app } = synthApp({ ...bare, kubernetesVersion: `1.${Math.max(cluster.minor, 33)}`, ...props });
    const { template } = statefulSet.spec;
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: app.node.id, namespace }, spec: template.spec };
    const answer = await client.create(pod, { dryRun: 'All', fieldValidation: 'Ignore' });
    const faults = podSecurityFaults(template, level, cluster.minor);

    expect([answer.status, answer.body.message]).toEqual(
      faults.length === 0 ? [201, undefined] : [403, expect.stringContaining(`violates PodSecurity "${level}`)],
    );
  });
});
