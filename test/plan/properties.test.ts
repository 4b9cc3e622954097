import fc from '../support/fast-check';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { APPLY_MODES, plan } from '../../lib/plan';
import { claim, container, service, statefulSet } from './objects';

const OBJECTS: Manifest[] = [
  statefulSet(),
  statefulSet({ replicas: 3 }, { containers: [container({ image: 'nginx:2' })] }, { name: 'two' }),
  service(),
  service({ clusterIP: undefined }, 'open'),
  claim(),
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'b' } },
];

const objects = fc.subarray(OBJECTS);
const options = fc.record({
  apply: fc.constantFrom(...APPLY_MODES),
  kubernetes: fc.constantFrom('1.27', '1.31', '1.34', '1.37'),
});

/** Any JSON under the fields that the plan looks into. */
const wild = fc
  .record({
    apiVersion: fc.constantFrom('apps/v1', 'v1', 'apps/v1beta1'),
    kind: fc.constantFrom('StatefulSet', 'Service', 'PersistentVolumeClaim', 'ConfigMap', 'Deployment'),
    metadata: fc.record(
      { name: fc.oneof(fc.constant('web'), fc.jsonValue()), labels: fc.jsonValue(), annotations: fc.jsonValue() },
      { requiredKeys: [] },
    ),
    spec: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          replicas: fc.jsonValue(),
          ports: fc.array(fc.jsonValue()),
          selector: fc.jsonValue(),
          updateStrategy: fc.jsonValue(),
          ordinals: fc.jsonValue(),
          volumeClaimTemplates: fc.jsonValue(),
          resources: fc.jsonValue(),
          template: fc.record({
            metadata: fc.jsonValue(),
            spec: fc.record({ containers: fc.array(fc.jsonValue()), volumes: fc.array(fc.jsonValue()) }),
          }),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map((value) => value as unknown as Manifest);

/** The same with the keys of every object the other way round. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reordered(item)]),
  );
}

describe('a plan', () => {
  test('of no change is empty', () => {
    fc.assert(
      fc.property(fc.array(wild), options, (side, how) => plan(side, structuredClone(side), how).changes.length === 0),
    );
  });

  test('does not depend on the order of documents and keys', () => {
    fc.assert(
      fc.property(objects, objects, options, (before, after, how) => {
        const other = plan(
          reordered([...before].reverse()) as Manifest[],
          reordered([...after].reverse()) as Manifest[],
          how,
        );
        expect(plan([...before].reverse().reverse(), after, how)).toEqual(plan(before, after, how));
        expect(other).toEqual(plan(before, after, how));
      }),
    );
  });

  test('never throws, and never changes what it reads', () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 3 }), fc.array(wild, { maxLength: 3 }), options, (before, after, how) => {
        const copies = structuredClone([before, after]);
        plan(before, after, how);
        expect([before, after]).toEqual(copies);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (before, after) => {
        expect(plan(before as unknown as Manifest[], after as unknown as Manifest[]).kubernetes).toBe('1.37');
      }),
    );
  });

  test('finds the worst of all impacts', () => {
    fc.assert(
      fc.property(objects, objects, (before, after) => {
        const { impact, changes } = plan(before, after);
        expect(changes.length === 0 ? 'none' : impact).toBe(impact);
        expect(changes.every((change) => change.findings.length > 0)).toBe(true);
      }),
    );
  });
});
