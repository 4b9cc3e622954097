import { Chart, Testing } from 'cdk8s';
import { PodSecurityLevel, StatefulWebApp, type StatefulWebAppProps } from '../../lib';
import { type Answer, good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, inNamespace, newNamespace } from '../support/kubernetes/cluster';
import { SETS } from '../support/kubernetes/sets';
import { podOf } from '../support/kubernetes/pod-of';

const { RESTRICTED, BASELINE, PRIVILEGED } = PodSecurityLevel;
const namespaces = new Map<string, string>();

beforeAll(async () => {
  for (const level of ['restricted', 'baseline', 'privileged']) {
    const labels = { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level };
    namespaces.set(level, await newNamespace(level, labels));
  }
});

/** Whether a namespace that enforces a level takes the pod. */
function admit(pod: KubeObject, level: string): Promise<Answer> {
  const metadata = { ...pod.metadata, namespace: namespaces.get(level) };
  return client.create({ ...pod, metadata }, { dryRun: 'All' });
}

function statefulSet(props: Partial<StatefulWebAppProps>): KubeObject {
  const chart = new Chart(Testing.app(), 'chart');
  new StatefulWebApp(chart, 'wiki', { image: 'example/wiki:1.4', port: 8080, ...props });
  return Testing.synth(chart).find(({ kind }) => kind === 'StatefulSet');
}

const claims = [{ name: 'data', size: '1Gi', mountPath: '/srv' }];

test.each<[string, string, Partial<StatefulWebAppProps>, string | undefined]>([
  ['an app with default security', 'restricted', {}, undefined],
  ['an app with claims and default security', 'restricted', { claims }, undefined],
  ['a capability that restricted allows', 'restricted', { addCapabilities: ['NET_BIND_SERVICE'] }, undefined],
  ['baseline', 'baseline', { securityLevel: BASELINE }, undefined],
  ['baseline with capabilities', 'baseline', { securityLevel: BASELINE, addCapabilities: ['CHOWN'] }, undefined],
  ['baseline as root', 'baseline', { securityLevel: BASELINE, user: 0 }, undefined],
  ['privileged', 'privileged', { securityLevel: PRIVILEGED, addCapabilities: ['SYS_ADMIN'] }, undefined],
  ['baseline', 'restricted', { securityLevel: BASELINE }, 'runAsNonRoot != true'],
  ['privileged', 'restricted', { securityLevel: PRIVILEGED }, 'allowPrivilegeEscalation != false'],
  [
    'privileged with a capability',
    'baseline',
    { securityLevel: PRIVILEGED, addCapabilities: ['SYS_ADMIN'] },
    'non-default capabilities',
  ],
])('%s in a namespace that enforces %s', async (_, level, props, refusal) => {
  const { status, body, warnings } = await admit(podOf(statefulSet(props)), level);

  expect(warnings).toEqual([]);
  if (refusal === undefined) {
    expect({ status, message: body.message }).toEqual({ status: 201 });
  } else {
    expect({ status, message: body.message }).toEqual({ status: 403, message: expect.stringContaining(refusal) });
  }
});

describe('every set declares the level that it needs', () => {
  const pods = SETS.flatMap(({ name, objects }) =>
    objects
      .filter(({ kind }) => kind === 'StatefulSet')
      .map((object) => ({ name, object, accounts: objects.filter(({ kind }) => kind === 'ServiceAccount') })),
  );

  test.each(pods)('$name', async ({ name, object, accounts }) => {
    const pod = podOf(object);
    const { securityContext, containers } = pod.spec;
    // What the library adds says the level: a user by default, and dropped capabilities unless it was told to add nothing.
    const level =
      securityContext?.runAsNonRoot === true
        ? RESTRICTED
        : containers[0].securityContext?.capabilities?.drop !== undefined
          ? BASELINE
          : PRIVILEGED;
    // A pod is refused without its account.
    for (const account of accounts) good(await client.create(inNamespace(account, namespaces.get(level) ?? '')));
    const { status, body } = await admit(pod, level);

    expect({ name, status, message: body.message }).toEqual({ name, status: 201 });
  });
});

const withControllers = cluster.controllers ? test : test.skip;

withControllers('the controller makes the pods of an app with default security in a restricted namespace', async () => {
  const namespace = namespaces.get('restricted');
  const object = statefulSet({ claims });
  await client.apply({ ...object, metadata: { ...object.metadata, namespace } });

  await eventually(() => client.get({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'wiki-0', namespace } }));
});
