import type { Manifest } from '../../../lib/kubernetes/manifest';
import { configMap, said } from './said';

const GIZMO = 'Gizmo default/one';
const gizmo = (version: string, size = 1): Manifest => ({
  apiVersion: `example.org/${version}`,
  kind: 'Gizmo',
  metadata: { name: 'one' },
  spec: { size },
});
/** A definition with these versions; those in `off` are not served. */
const definition = (versions: string[], off: string[] = []): Manifest => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gizmos.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Namespaced',
    names: { kind: 'Gizmo', plural: 'gizmos' },
    versions: versions.map((name, index) => ({
      name,
      served: !off.includes(name),
      storage: index === 0,
      schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    })),
  },
});
const REFUSED = 'rejected version-not-defined';

describe('a custom resource whose definition comes in the same change', () => {
  const after = [definition(['v1']), gizmo('v1'), configMap({ a: '1' })];

  test('is not found by kubectl, and keeps Helm from applying anything', () => {
    expect(said([], after, { pipeline: 'kubectl' })[GIZMO]).toEqual([REFUSED]);
    expect(said([], after, { pipeline: 'helm' })[GIZMO]).toEqual([REFUSED]);
  });

  test('is applied by Argo CD and Flux, and only told where the pipeline is not known', () => {
    for (const pipeline of ['argocd', 'flux'] as const) {
      expect(said([], after, { pipeline })[GIZMO]).toEqual(['create created']);
    }
    expect(said([], after)[GIZMO]).toEqual(['none version-not-defined', 'create created']);
  });

  test('is found where the definition was there before, or must have been', () => {
    expect(said([definition(['v1'])], after, { pipeline: 'helm' })[GIZMO]).toEqual(['create created']);
    const other = { ...gizmo('v1'), metadata: { name: 'two' } };
    expect(said([other], [other, ...after], { pipeline: 'helm' })[GIZMO]).toEqual(['create created']);
  });

  test('is not found in a version that is new to it', () => {
    const [before, now] = [definition(['v1']), definition(['v1', 'v2'])];
    expect(said([before, gizmo('v1')], [now, gizmo('v2')], { pipeline: 'helm' })[GIZMO]).toEqual([REFUSED]);
    expect(said([now, gizmo('v1')], [now, gizmo('v2', 2)], { pipeline: 'helm' })[GIZMO]).not.toContain(REFUSED);
  });
});

describe('a version that a definition no longer serves', () => {
  test.each([undefined, 'kubectl', 'argocd', 'flux', 'helm'] as const)(
    'refuses what still names it: %s',
    (pipeline) => {
      const before = [definition(['v2', 'v1']), gizmo('v1')];
      expect(said(before, [definition(['v2', 'v1'], ['v1']), gizmo('v1')], { pipeline })[GIZMO]).toContain(REFUSED);
      expect(said(before, [definition(['v2', 'v1'], ['v1']), gizmo('v2')], { pipeline })[GIZMO] ?? []).not.toContain(
        REFUSED,
      );
    },
  );

  test('is no finding of a change that leaves both as they were', () => {
    const before = [definition(['v2', 'v1'], ['v1']), gizmo('v1')];
    expect(said(before, before)).toEqual({});
  });
});
