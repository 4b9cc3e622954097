import type { Manifest } from '../../../lib/kubernetes/manifest';
import { type ClusterFacts, plan, remedyText } from '../../../lib/plan';
import { claim, statefulSet } from '../objects';
import { configMap } from './said';

type Fields = Record<string, unknown>;

/* What exists and is new to a release: Helm takes nothing over that lacks the marks of the release. */

const marks = (release: string, namespace = 'default'): Fields => ({
  labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  annotations: { 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': namespace },
});

const live = (object: Manifest, metadata: Fields = {}): Manifest => ({
  ...object,
  metadata: { ...object.metadata, uid: 'u', resourceVersion: '1', ...metadata } as Manifest['metadata'],
});

const named = (name: string, metadata: Fields = {}): Manifest => configMap({ a: '1' }, {}, { name, ...metadata });

/** Objects of a live BEFORE that AFTER has too. */
function refusals(before: readonly Manifest[], after: readonly Manifest[] = before.map(asWritten)): string[] {
  const { changes } = plan(before.map(asWritten), after, { pipeline: 'helm', facts: { live: before } });
  return changes.flatMap(({ object, findings }) =>
    findings.filter(({ code }) => code === 'object-not-of-release').map(({ impact }) => `${impact} ${object}`),
  );
}

function asWritten({ metadata, ...rest }: Manifest): Manifest {
  const { name, labels } = metadata;
  return { ...rest, metadata: { name, ...(labels === undefined ? {} : { labels }) } } as Manifest;
}

describe('an object that exists', () => {
  const own = live(named('own'), marks('shop'));

  test('and that nobody marked stops the whole upgrade', () => {
    expect(refusals([own, live(named('settings'))])).toEqual(['rejected ConfigMap default/settings']);
  });

  test('and that is of the same release is upgraded', () => {
    expect(refusals([own, live(named('settings'), marks('shop'))])).toEqual([]);
  });

  test('and that lost the marks of its release is upgraded: the stored manifest counts', () => {
    const managedFields = [{ manager: 'helm', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: {} }];
    expect(refusals([own, live(named('settings'), { managedFields })])).toEqual([]);
  });

  test.each<[string, Fields]>([
    ['lacks the label', { annotations: marks('shop')['annotations'] }],
    ['has the label of another tool', { ...marks('shop'), labels: { 'app.kubernetes.io/managed-by': 'Kustomize' } }],
    ['lacks the annotations', { labels: marks('shop')['labels'] }],
  ])('and %s stops the whole upgrade', (_title, metadata) => {
    expect(refusals([own, live(named('settings'), metadata)])).toEqual(['rejected ConfigMap default/settings']);
  });

  const instance = { 'app.kubernetes.io/instance': 'shop' };
  const charted = (name: string): Manifest => named(name, { labels: instance });

  test('and is of another release than the one that AFTER names stops the whole upgrade', () => {
    const before = [live(charted('own'), marks('shop')), live(charted('settings'), marks('other', 'team'))];
    expect(refusals(before, [charted('own'), charted('settings')])).toEqual(['rejected ConfigMap default/settings']);
  });

  test('and is of one of two releases is not said to be foreign if nothing tells which one is upgraded', () => {
    expect(refusals([own, live(named('settings'), marks('other'))])).toEqual([]);
  });

  test('may be a definition of the folder crds/, of which Helm asks nothing', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'gizmos.example.com' },
    };
    expect(refusals([own, live(definition)])).toEqual([]);
  });

  test('is no matter for what takes over whatever exists', () => {
    for (const pipeline of ['kubectl', 'argocd', 'flux'] as const) {
      const { changes } = plan([named('settings')], [named('settings')], {
        pipeline,
        facts: { live: [live(named('settings'))] },
      });
      expect(changes).toEqual([]);
    }
  });
});

describe('a claim that exists beside a release', () => {
  const codes = (before: Manifest[], after: Manifest[], facts: ClusterFacts = {}): readonly string[] =>
    plan(before, after, { pipeline: 'helm', facts }).changes.flatMap(({ findings }) =>
      findings.map(({ code }) => code),
    );

  test('and that a StatefulSet made cannot be declared', () => {
    const set = statefulSet();
    expect(codes([set], [set, claim()])).toContain('object-not-of-release');
    expect(codes([set, claim()], [set, claim('2Gi')])).not.toContain('object-not-of-release');
  });

  test('and that is known to be there cannot be declared', () => {
    expect(codes([], [claim()], { claims: [live(claim())] })).toContain('object-not-of-release');
    expect(codes([], [claim()], { claims: [live(claim(), marks('shop'))] })).not.toContain('object-not-of-release');
    expect(codes([], [claim()], { claims: [live(claim('1Gi', { name: 'other' }))] })).toEqual(['created']);
  });
});

describe('the way out', () => {
  const remedyOf = (metadata: Fields, release = 'shop'): string => {
    const before = [live(named('own'), marks(release)), live(named('settings'), metadata)];
    const after = [named('own'), named('settings')].map((object) => ({
      ...object,
      metadata: { ...object.metadata, labels: { 'app.kubernetes.io/instance': release } },
    }));
    const { changes } = plan(before.map(asWritten), after, { pipeline: 'helm', facts: { live: before } });
    const found = changes.flatMap(({ findings }) => findings);
    return remedyText(found.find(({ code }) => code === 'object-not-of-release')?.remedy ?? []);
  };

  test('marks the object as one of the release', () => {
    const text = remedyOf({});
    expect(text).toContain('kubectl label configmap settings -n default --overwrite app.kubernetes.io/managed-by=Helm');
    expect(text).toMatch(/meta\.helm\.sh\/release-name=shop meta\.helm\.sh\/release-namespace=default/);
    expect(text).not.toContain('resource-policy');
  });

  test('keeps the object while it leaves the other release', () => {
    const text = remedyOf(marks('other', 'team'));
    expect(text.indexOf('helm.sh/resource-policy=keep')).toBeGreaterThan(0);
    expect(text.indexOf('chart of other')).toBeGreaterThan(text.indexOf('helm.sh/resource-policy=keep'));
    expect(text.indexOf('release-name=shop')).toBeGreaterThan(text.indexOf('chart of other'));
  });

  test('has no commands with a name that Kubernetes does not take', () => {
    expect(remedyOf({}, "x'; reboot; '")).toContain('No commands are shown here');
  });
});
