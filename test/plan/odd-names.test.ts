import fc from '../support/fast-check';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { APPLY_MODES, plan, type Plan } from '../../lib/plan';
import { PIPELINES } from '../../lib/pipelines/tool';
import { EXAMPLES } from './examples';

/** What every object of JavaScript has, and what nothing has that is spelt alike but for its last letter. */
const PAIRS = [
  ['constructor', 'constructos'],
  ['toString', 'toStrinh'],
  ['valueOf', 'valueOg'],
  ['hasOwnProperty', 'hasOwnPropertz'],
  ['isPrototypeOf', 'isPrototypeOg'],
  ['__proto__', '__proto_a'],
  ['__defineGetter__', '__defineGetter_a'],
  ['__lookupSetter__', '__lookupSetter_a'],
  ['length', 'lengti'],
] as const;

/** Every text and every key of a value, and all of it that is neither. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...(Array.isArray(value) ? [] : [key]), ...wordsOf(item)]);
}

/** A copy with a word in the place of another, wherever it stands. A parser gives own fields, `__proto__` too. */
function renamed(value: unknown, old: string, word: string): unknown {
  if (typeof value === 'string') return value === old ? word : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, old, word));
  const copy = {};
  for (const [key, item] of Object.entries(value)) {
    const field = { value: renamed(item, old, word), enumerable: true, writable: true, configurable: true };
    Object.defineProperty(copy, key === old ? word : key, field);
  }
  return copy;
}

const changes = fc
  .record({
    example: fc.constantFrom(...EXAMPLES),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    pair: fc.constantFrom(...PAIRS),
    apply: fc.constantFrom(undefined, ...APPLY_MODES),
    pipeline: fc.constantFrom(undefined, ...PIPELINES),
  })
  .map(({ example, picks, pair, apply, pipeline }) => {
    const words = [...new Set(wordsOf([example.before, example.after]))].filter((word) => !/^\d*$/.test(word));
    const olds = picks.map((pick) => words[pick % words.length] ?? '');
    const options = { ...example.options, ...(apply && { apply }), ...(pipeline && { pipeline }) };
    return { code: example.code, before: example.before, after: example.after, olds, pair, options };
  });

test('names that every object of JavaScript has are names like any other', () => {
  fc.assert(
    fc.property(changes, ({ before, after, olds, pair, options }) => {
      const planned = (word: string): Plan => {
        const sides = olds.reduce<unknown>((value, old) => renamed(value, old, word), { before, after, options });
        const { before: from, after: to } = sides as { before: []; after: [] };
        return plan(from, to, options);
      };
      const [odd, plain] = [planned(pair[0]), planned(pair[1])].map((result) => JSON.stringify(result));
      expect(odd?.replaceAll(pair[0], pair[1])).toBe(plain?.replaceAll(pair[0], pair[1]));
    }),
    { seed: 20_261_127, numRuns: 800 },
  );
});

/** Places of words that no example has. */
const PLACES: Readonly<Record<string, (word: string) => readonly Manifest[]>> = {
  'the type of a Secret': (word) => [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, type: word }],
  'the type of a metric': (word) => [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'a' },
      spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'a' }, metrics: [{ type: word }] },
    },
  ],
  'a hook of Argo CD': (word) => [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: { 'argocd.argoproj.io/hook': word } } },
  ],
  'a hook of Helm, and when it goes': (word) => [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'a', annotations: { 'helm.sh/hook': word, 'helm.sh/hook-delete-policy': word } },
    },
  ],
  'a kind in a group that moved': (word) => [{ apiVersion: 'extensions/v1beta1', kind: word, metadata: { name: 'a' } }],
  'an initiator of iSCSI': (word) => [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'a' },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0, initiatorName: word },
      },
    },
  ],
  'the kind of a definition, and the reason of its rule': (word) => [
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'as.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: word, plural: 'as' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  [word]: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self > 3', reason: word }] },
                },
              },
            },
          },
        ],
      },
    },
    { apiVersion: 'example.com/v1', kind: word, metadata: { name: 'a' }, [word]: 1 },
  ],
};

test.each(Object.entries(PLACES))('and so is %s', (_place, make) => {
  for (const [odd, plain] of PAIRS) {
    for (const pipeline of [undefined, ...PIPELINES]) {
      const options = pipeline === undefined ? {} : { pipeline };
      for (const sides of [(word: string) => [[], make(word)], (word: string) => [make('other'), make(word)]]) {
        const planned = (word: string): string => {
          const [before = [], after = []] = sides(word) as Manifest[][];
          return JSON.stringify(plan(before, after, options))
            .replaceAll(odd, plain)
            .replaceAll(odd.toLowerCase(), plain.toLowerCase());
        };
        expect(planned(odd)).toBe(planned(plain));
      }
    }
  }
});
