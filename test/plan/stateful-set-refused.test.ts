import { remedyText } from '../../lib/plan';
import { change, claimTemplate, container, short, statefulSet } from './objects';

const POLICY = 'spec.template.spec.securityContext.seLinuxChangePolicy';
const templatePath = 'spec.volumeClaimTemplates[www]';

describe('a change of a StatefulSet is refused', () => {
  test.each([
    [
      'size',
      { volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage: '2Gi' } } })] },
      'claim-template-size',
      `${templatePath}.spec.resources.requests.storage`,
    ],
    [
      'class',
      { volumeClaimTemplates: [claimTemplate({ storageClassName: 'fast' })] },
      'claim-template-storage-class',
      `${templatePath}.spec.storageClassName`,
    ],
    [
      'access modes',
      { volumeClaimTemplates: [claimTemplate({ accessModes: ['ReadWriteMany'] })] },
      'claim-template-immutable',
      `${templatePath}.spec.accessModes`,
    ],
    [
      'another template',
      { volumeClaimTemplates: [claimTemplate(), claimTemplate({}, 'log')] },
      'claim-template-immutable',
      'spec.volumeClaimTemplates[log]',
    ],
    ['governing Service', { serviceName: 'other' }, 'service-name-immutable', 'spec.serviceName'],
    [
      'pod management',
      { podManagementPolicy: 'Parallel' },
      'pod-management-policy-immutable',
      'spec.podManagementPolicy',
    ],
    [
      'selector',
      { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } },
      'selector-immutable',
      'spec.selector.matchLabels.app',
    ],
  ])('in its %s', (_, spec, code, path) => {
    for (const kubernetes of ['1.27', '1.33', '1.37']) {
      const { impact, findings, pods, claims } = change([statefulSet()], [statefulSet(spec)], { kubernetes });
      expect(findings.every((finding) => finding.code === code)).toBe(true);
      expect(findings[0]?.path).toBe(path);
      expect(impact).toBe('rejected');
      expect([pods, claims].flatMap((effects) => Object.values(effects).flat())).toEqual([]);
    }
  });

  test('in the words of each version', () => {
    const words = ['1.32', '1.33', '1.37'].map(
      (kubernetes) => change([statefulSet()], [statefulSet({ serviceName: 'x' })], { kubernetes }).findings[0]?.message,
    );
    expect(words).toEqual([
      "The governing Service cannot change: 'web' → 'x'. The API server refuses it: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      "The governing Service cannot change: 'web' → 'x'. The API server refuses it: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      "The governing Service cannot change: 'web' → 'x'. The API server refuses it: spec.serviceName: Invalid value: field is immutable",
    ]);
  });

  test('with what to do instead, command by command', () => {
    const after = statefulSet({
      volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage: '2Gi' } } })],
    });
    const remedy = remedyText(change([statefulSet()], [after]).findings[0]!.remedy);
    expect(remedy).toContain("size: '1Gi', grownTo: '2Gi'");
    expect(remedy).toContain('kubectl patch pvc www-web-1 -n default --type merge');
    expect(remedy).toContain('kubectl delete statefulset web -n default --cascade=orphan');
    expect(remedy).toContain('(kubectl apply -f FILES; Argo CD: argocd app sync APP)');
  });

  test('in its history limit before 1.33 only', () => {
    const after = statefulSet({ revisionHistoryLimit: 3 });
    expect(short(statefulSet(), after, { kubernetes: '1.32' })).toEqual({
      impact: 'rejected',
      findings: ['revision-history-limit-immutable spec.revisionHistoryLimit'],
    });
    expect(short(statefulSet(), after, { kubernetes: '1.33' })).toEqual({
      impact: 'update',
      findings: ['updated-in-place spec.revisionHistoryLimit'],
    });
  });

  test('when it is invalid, from 1.34 on in its pod template too', () => {
    const after = statefulSet(
      {},
      { containers: [container({ volumeMounts: [{ name: 'nope', mountPath: '/data' }] })] },
    );
    expect(short(statefulSet(), after, { kubernetes: '1.37' })).toEqual({
      impact: 'rejected',
      findings: ['invalid-object spec.template.spec.containers[web].volumeMounts[/data].name'],
    });
    expect(change([statefulSet()], [after], { kubernetes: '1.33' }).impact).toBe('data-risk');
  });

  test('when a value has the wrong type', () => {
    const after = statefulSet({}, { containers: [container({ env: [{ name: 'PORT', value: 8080 }] })] });
    expect(short(statefulSet(), after)).toEqual({
      impact: 'rejected',
      findings: ['wrong-type spec.template.spec.containers[0].env[0].value'],
    });
  });

  test('when OnDelete meets the rollingUpdate of a three-way merge, and not by a PUT', () => {
    const after = statefulSet({ updateStrategy: { type: 'OnDelete' } });
    expect(short(statefulSet(), after, { apply: 'client' })).toEqual({
      impact: 'rejected',
      findings: ['on-delete-keeps-rolling-update spec.updateStrategy.rollingUpdate'],
    });
    expect(change([statefulSet()], [after], { apply: 'replace' }).impact).toBe('update');
    const spelled = statefulSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: null } });
    expect(change([statefulSet()], [spelled]).impact).toBe('update');
  });
});

test('a container that sleeps longer before it stops than the pod has time is refused', () => {
  const sleeping = (seconds: number, grace = 30): ReturnType<typeof statefulSet> =>
    statefulSet(
      {},
      {
        terminationGracePeriodSeconds: grace,
        containers: [container({ lifecycle: { preStop: { sleep: { seconds } } } })],
      },
    );
  const verdict = (after: ReturnType<typeof statefulSet>, kubernetes = '1.37'): string =>
    change([statefulSet()], [after], { kubernetes }).impact;
  expect(verdict(sleeping(5))).toBe('restart');
  expect(verdict(sleeping(0))).toBe('restart');
  expect(verdict(sleeping(31))).toBe('rejected');
  expect(verdict(sleeping(3, 0))).toBe('rejected');
});

test('labels of volumes as they are mounted come with 1.37, and before to those who chose another way first', () => {
  const chosen = (seLinuxChangePolicy: string): ReturnType<typeof statefulSet> =>
    statefulSet({}, { securityContext: { seLinuxChangePolicy } });
  const refused = { impact: 'rejected', findings: [`invalid-object ${POLICY}`] };
  expect(short(statefulSet(), chosen('MountOption'), { kubernetes: '1.34' })).toEqual(refused);
  expect(change([chosen('Recursive')], [chosen('MountOption')], { kubernetes: '1.34' }).impact).toBe('restart');
  expect(change([statefulSet()], [chosen('MountOption')], { kubernetes: '1.37' }).impact).toBe('restart');
});

test.each([
  [undefined, 'Leave the class out'],
  ['slow', "Keep the class 'slow'"],
])('where the class was %j, the way back is: %s', (storageClassName, words) => {
  const [before, after] = [storageClassName, 'fast'].map((name) =>
    statefulSet({ volumeClaimTemplates: [claimTemplate({ storageClassName: name })] }),
  ) as [ReturnType<typeof statefulSet>, ReturnType<typeof statefulSet>];
  expect(remedyText(change([before], [after]).findings[0]?.remedy ?? [])).toContain(`${words} (StatefulWebApp`);
});
