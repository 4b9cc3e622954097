import { JsonPatch } from 'cdk8s';
import { ManifestPatch, PodSecurityLevel } from '../../lib';
import { synthApp, synthErrors, summaries } from '../support/synth';

const set = { kind: 'StatefulSet' };
const pod = (fields: object): object => ({ spec: { template: { spec: fields } } });

test('a JSON patch acts on what goes to the API server, quantities and all', () => {
  const { statefulSet } = synthApp({
    claims: [{ name: 'www', size: '1Gi', mountPath: '/srv' }],
    patches: [
      ManifestPatch.json(set, [
        JsonPatch.replace('/spec/volumeClaimTemplates/0/spec/resources/requests/storage', '2Gi'),
        JsonPatch.add('/spec/template/spec/hostname', 'patched'),
      ]),
    ],
  });

  expect(statefulSet.spec.volumeClaimTemplates[0].spec.resources.requests).toEqual({ storage: '2Gi' });
  expect(statefulSet.spec.template.spec.hostname).toBe('patched');
});

test('a merge patch changes the items of a list by name, adds others, and removes what is null', () => {
  const { container, pod: patched } = synthApp({
    env: { A: '1', B: '2' },
    args: ['a', 'b'],
    patches: [
      ManifestPatch.merge(
        set,
        pod({
          automountServiceAccountToken: null,
          containers: [
            {
              name: 'wiki',
              env: [
                { name: 'B', value: '3' },
                { name: 'A', $patch: 'delete' },
                { name: 'C', value: '4' },
              ],
              args: ['c'],
            },
            {
              name: 'added',
              image: 'x',
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        }),
      ),
    ],
  });

  expect(container.env).toEqual([
    { name: 'B', value: '3' },
    { name: 'C', value: '4' },
  ]);
  expect(container.args).toEqual(['c']);
  expect(patched.containers[1].name).toBe('added');
  expect(patched).not.toHaveProperty('automountServiceAccountToken');
});

test('every manifest of the app can be patched: by kind, and by name', () => {
  const { manifests } = synthApp({
    replicas: 2,
    clientService: { name: 'front' },
    patches: [
      ManifestPatch.merge({ kind: 'Service', name: 'wiki' }, { spec: { ipFamilyPolicy: 'PreferDualStack' } }),
      ManifestPatch.merge({ kind: 'PodDisruptionBudget' }, { metadata: { annotations: { a: 'b' } } }),
    ],
  });
  const find = (name: string, kind: string): (typeof manifests)[number] =>
    manifests.find((manifest) => manifest.kind === kind && (name === '' || manifest.metadata.name === name));

  expect(find('wiki', 'Service').spec.ipFamilyPolicy).toBe('PreferDualStack');
  expect(find('front', 'Service').spec).not.toHaveProperty('ipFamilyPolicy');
  expect(find('', 'PodDisruptionBudget').metadata.annotations).toEqual({ a: 'b' });
});

test.each([
  ['a kind that is not emitted', ManifestPatch.merge({ kind: 'Deployment' }, {}), 'patches[0] [patch-target-missing]'],
  [
    'a name that is not emitted',
    ManifestPatch.merge({ kind: 'Service', name: 'no' }, {}),
    'patches[0] [patch-target-missing]',
  ],
  [
    'a path that is missing',
    ManifestPatch.json(set, [JsonPatch.replace('/spec/nope', 1)]),
    'patches[0] [patch-target-missing]',
  ],
  [
    'a parent that is missing',
    ManifestPatch.json(set, [JsonPatch.add('/spec/a/b', 1)]),
    'patches[0] [patch-target-missing]',
  ],
  [
    'a source that is missing',
    ManifestPatch.json(set, [JsonPatch.move('/spec/a', '/spec/b')]),
    'patches[0] [patch-target-missing]',
  ],
  ['a removal of nothing', ManifestPatch.merge(set, { spec: { nope: null } }), 'patches[0] [patch-target-missing]'],
  [
    'a removal of no item',
    ManifestPatch.merge(set, pod({ containers: [{ name: 'no', $patch: 'delete' }] })),
    'patches[0] [patch-target-missing]',
  ],
])('%s fails loudly', (_, patch, message) => {
  const errors = synthErrors({ patches: [patch] });

  expect(summaries(errors)).toEqual([message]);
  expect(errors[0]).toMatch(/`patches\[0\]`: .*\[patch-target-missing\]/);
});

test.each([
  ['a field that does not exist', { spec: { replica: 1 } }, 'StatefulSet wiki: spec.replica [field-unknown]'],
  ['a value of another type', { spec: { replicas: '2' } }, 'StatefulSet wiki: spec.replicas [field-type-wrong]'],
  [
    'a field that the target does not have',
    pod({ hostUsers: false }),
    'StatefulSet wiki: spec.template.spec.hostUsers [field-not-in-version]',
  ],
  [
    'what the level forbids',
    pod({ hostNetwork: true }),
    'StatefulSet: spec.template.spec.hostNetwork [security-level-exceeded]',
  ],
])('a patch with %s is an error like a prop', (_, fields, message) => {
  expect(summaries(synthErrors({ patches: [ManifestPatch.merge(set, fields)] }))).toEqual([message]);
});

test('one patch sees what the one before it did', () => {
  const { statefulSet } = synthApp({
    securityLevel: PodSecurityLevel.PRIVILEGED,
    patches: [
      ManifestPatch.merge(set, { spec: { minReadySeconds: 5 } }),
      ManifestPatch.json(set, [
        JsonPatch.test('/spec/minReadySeconds', 5),
        JsonPatch.replace('/spec/minReadySeconds', 6),
      ]),
    ],
  });

  expect(statefulSet.spec.minReadySeconds).toBe(6);
});
