import type { KubeObject } from '../../support/kubernetes/client';

type Part = Readonly<Record<string, unknown>>;

/** What may stand at one place of a manifest; the empty part leaves it out. */
interface Slot {
  readonly name: string;
  readonly variants: readonly Part[];
}

const container = (fields: Part): Part => ({
  spec: { template: { spec: { containers: [{ name: 'app', ...fields }] } } },
});
const pod = (fields: Part): Part => ({ spec: { template: { spec: fields } } });
const spec = (fields: Part): Part => ({ spec: fields });

const FROM = { secretKeyRef: { name: 'keys', key: 'a' } };
const EXEC = { exec: { command: ['true'] } };
const memory = (quantity: string): Part => ({ memory: quantity });

const POD: readonly Slot[] = [
  {
    name: 'env',
    variants: [
      {},
      container({ env: [{ name: 'A', value: '1' }] }),
      container({ env: [{ name: 'A', value: '2' }] }),
      container({ env: [{ name: 'A', valueFrom: FROM }] }),
      container({ env: [{ name: 'B', value: '1' }] }),
      container({ env: [{ name: 'B', value: '1' }, { name: 'A', valueFrom: FROM }] }), // prettier-ignore
    ],
  },
  {
    name: 'probe',
    variants: [
      {},
      container({ livenessProbe: EXEC }),
      container({ livenessProbe: { httpGet: { port: 80 } } }),
      container({ livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 } }),
    ],
  },
  {
    name: 'resources',
    variants: [
      {},
      container({ resources: { requests: memory('128Mi') } }),
      container({ resources: { limits: memory('64Mi') } }),
      container({ resources: { limits: memory('256Mi') } }),
      container({ resources: { requests: memory('64Mi'), limits: memory('128Mi') } }),
    ],
  },
  {
    name: 'volume',
    variants: [
      {},
      pod({ volumes: [{ name: 'data', emptyDir: {} }] }),
      pod({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'shared' } }] }),
      pod({ volumes: [{ name: 'data', configMap: { name: 'conf' } }] }),
      pod({ volumes: [{ name: 'other', emptyDir: {} }] }),
    ],
  },
  {
    name: 'ports',
    variants: [
      {},
      container({ ports: [{ containerPort: 80 }] }),
      container({ ports: [{ containerPort: 80, name: 'http' }] }),
      container({ ports: [{ containerPort: 81, name: 'http' }] }),
    ],
  },
  {
    name: 'security',
    variants: [{}, pod({ securityContext: { fsGroup: 1 } }), pod({ securityContext: { runAsUser: 1 } })],
  },
  { name: 'replicas', variants: [{}, spec({ replicas: 0 }), spec({ replicas: 1 })] },
];

const LABELS: Slot = {
  name: 'labels',
  variants: [{}, { metadata: { labels: { a: '1' } } }, { metadata: { labels: { a: '2', b: '1' } } }],
};

const SLOTS: Readonly<Record<string, readonly Slot[]>> = {
  Deployment: [
    ...POD,
    LABELS,
    {
      name: 'strategy',
      variants: [{}, spec({ strategy: { type: 'Recreate' } }), spec({ strategy: { rollingUpdate: { maxSurge: 2 } } })],
    },
  ],
  StatefulSet: [
    ...POD,
    LABELS,
    {
      name: 'strategy',
      variants: [
        {},
        spec({ updateStrategy: { type: 'OnDelete' } }),
        spec({ updateStrategy: { rollingUpdate: { partition: 1 } } }),
      ],
    },
  ],
  Service: [
    LABELS,
    {
      name: 'ports',
      variants: [
        spec({ ports: [{ name: 'a', port: 80 }] }),
        spec({ ports: [{ name: 'b', port: 80 }] }),
        spec({ ports: [{ name: 'a', port: 80, targetPort: 8080 }] }),
        spec({ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 81 }] }), // prettier-ignore
        spec({ ports: [{ name: 'a', port: 81 }] }),
      ],
    },
    { name: 'type', variants: [{}, spec({ type: 'NodePort' }), spec({ type: 'ClusterIP' })] },
    { name: 'affinity', variants: [{}, spec({ sessionAffinity: 'ClientIP' }), spec({ sessionAffinity: 'None' })] },
    { name: 'selector', variants: [{}, spec({ selector: { app: 'x' } }), spec({ selector: { app: 'y', b: '1' } })] },
  ],
  ConfigMap: [
    LABELS,
    { name: 'data', variants: [{}, { data: { a: '1' } }, { data: { a: '2' } }, { data: { b: '1' } }] },
    { name: 'immutable', variants: [{}, {}, {}, { immutable: true }] },
  ],
};

const LABELLED = { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } } } };
const CONTAINER = container({ image: 'example/app:1' });

const BASES: Readonly<Record<string, Part>> = {
  Deployment: merged({ apiVersion: 'apps/v1', kind: 'Deployment', spec: LABELLED }, CONTAINER),
  StatefulSet: merged(
    { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { ...LABELLED, serviceName: 'x' } },
    CONTAINER,
  ),
  Service: { apiVersion: 'v1', kind: 'Service' },
  // Of an object without any field the API server does not record who wrote what.
  ConfigMap: { apiVersion: 'v1', kind: 'ConfigMap', data: { z: '0' } },
};
const KINDS = Object.keys(BASES);

/** What is applied, what a hand patches then, and what is applied next. */
export interface Edited {
  readonly before: KubeObject;
  readonly patch: KubeObject;
  readonly after: KubeObject;
  readonly what: string;
}

/** An object that is edited by hand between two applies: mostly at the places that the second apply changes too. */
export function edited(index: number, namespace: string, next: () => number): Edited {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const kind = KINDS[index % KINDS.length]!;
  const slots = SLOTS[kind]!;
  const some = [pick(slots), pick(slots)];
  const metadata = { name: `e${index}`, namespace };
  const chosen = slots.map((slot) => ({
    slot,
    variant: slot.name === 'ports' || next() < 0.4 ? pick(slot.variants) : {},
  }));
  const build = (choose: (slot: Slot, variant: Part) => Part): KubeObject =>
    chosen.reduce<Part>(
      (object, { slot, variant }) => merged(object, choose(slot, variant)),
      merged(BASES[kind]!, { metadata }),
    );
  const by = some.map((slot) => ({ slot, variant: pick(slot.variants) })).slice(0, pick([1, 1, 2]));
  const to = [...new Set([pick(some), pick(slots)])].map((slot) => ({ slot, variant: pick(slot.variants) }));
  const told = (changes: readonly { slot: Slot; variant: Part }[]): string =>
    changes.map(({ slot, variant }) => `${slot.name} ${JSON.stringify(variant)}`).join(' & ');
  return {
    before: build((_, variant) => variant),
    patch: by.reduce<Part>((all, { variant }) => merged(all, variant), {}),
    after: build((slot, variant) => to.find((each) => each.slot === slot)?.variant ?? variant),
    what: `${kind} by hand ${told(by)}, then ${told(to)}`,
  };
}

/** Objects key by key; lists of named items by their names. */
function merged(a: unknown, b: unknown): Part {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [old, now] = [a, b] as [KubeObject[], KubeObject[]];
    const rest = now.filter(({ name }) => !old.some((item) => item.name === name));
    return [...old.map((item) => merged(item, now.find(({ name }) => item.name === name) ?? {})), ...rest] as never;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (b ?? a) as Part;
  const result: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) result[key] = key in result ? merged(result[key], value) : value;
  return result;
}
