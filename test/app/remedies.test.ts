import { PodManagementPolicy } from 'cdk8s-plus-27';
import { ClaimRetention, type StatefulWebAppProps, StorageClassRef, UpdateStrategy } from '../../lib';
import { type Impact, plan, remedyText } from '../../lib/plan';
import { synthApp } from '../support/synth';

/** An edit, what plan says of it, and the edit of the remedy in its place. */
interface Edit {
  readonly code: string;
  /** What the app has beyond the common props before. */
  readonly deployed?: Partial<StatefulWebAppProps>;
  readonly edited: Partial<StatefulWebAppProps>;
  readonly id?: string;
  readonly remedied: Partial<StatefulWebAppProps>;
  readonly says: string;
  /** @default 'none' */
  readonly impact?: Impact;
}

const www = { name: 'www', size: '1Gi', mountPath: '/srv', storageClass: StorageClassRef.named('fast') };
const DEPLOYED: Partial<StatefulWebAppProps> = { replicas: 2, claims: [www] };
const DELETE = { whenDeleted: ClaimRetention.DELETE_DATA, whenScaled: ClaimRetention.DELETE_DATA };

const EDITS: readonly Edit[] = [
  {
    code: 'claim-template-size',
    edited: { claims: [{ ...www, size: '2Gi' }] },
    says: "(StatefulWebApp: size: '1Gi', grownTo: '2Gi')",
    remedied: { claims: [{ ...www, grownTo: '2Gi' }] },
    impact: 'update',
  },
  {
    code: 'claim-template-storage-class',
    edited: { claims: [{ ...www, storageClass: StorageClassRef.named('slow') }] },
    says: '(StatefulWebApp: storageClass of the claim)',
    remedied: {},
  },
  {
    code: 'claim-template-immutable',
    edited: { claims: [{ ...www, name: 'pages' }] },
    says: '(StatefulWebApp: name of the claim)',
    remedied: {},
  },
  {
    code: 'selector-immutable',
    edited: { selectorLabels: { app: 'pages' } },
    says: '(StatefulWebApp: selectorLabels)',
    remedied: {},
  },
  {
    code: 'service-name-immutable',
    edited: { serviceName: 'peers' },
    says: '(StatefulWebApp: the prop serviceName)',
    remedied: { serviceName: 'wiki' },
  },
  {
    code: 'pod-management-policy-immutable',
    edited: { podManagementPolicy: PodManagementPolicy.PARALLEL },
    says: 'StatefulWebApp: podManagementPolicy)',
    remedied: { podManagementPolicy: PodManagementPolicy.ORDERED_READY },
  },
  {
    code: 'stateful-set-renamed',
    id: 'docs',
    edited: {},
    says: "Keep the name 'wiki' (StatefulWebApp: the prop name)",
    remedied: { name: 'wiki' },
  },
  {
    code: 'stateful-set-renamed',
    deployed: { namespace: 'blog' },
    edited: { namespace: 'pages' },
    says: "Keep the namespace 'blog' (StatefulWebApp: the prop namespace)",
    remedied: { namespace: 'blog' },
  },
  {
    code: 'ordinals-moved',
    edited: { firstOrdinal: 1 },
    says: 'Keep start: 0 (StatefulWebApp: firstOrdinal)',
    remedied: {},
  },
];

test.each(EDITS)(
  '$code: with the prop that the remedy names, the change does no harm',
  ({ code, id, deployed, edited, says, remedied, impact = 'none' }) => {
    const before = synthApp({ ...DEPLOYED, ...deployed }).manifests;
    const planned = plan(before, synthApp({ ...DEPLOYED, ...edited }, id).manifests);
    const found = planned.changes.flatMap(({ findings }) => findings).find((finding) => finding.code === code);
    expect(remedyText(found?.remedy ?? [])).toContain(says);
    expect(plan(before, synthApp({ ...DEPLOYED, ...remedied }, id).manifests).impact).toBe(impact);
  },
);

test('claims that would go with the app are kept in two changes, neither of which harms', () => {
  const before = synthApp({ ...DEPLOYED, claimRetention: DELETE }).manifests;
  const one = plan(before, synthApp({ ...DEPLOYED, claimRetention: DELETE, replicas: 1 }).manifests);
  const remedy = one.changes.flatMap(({ findings }) => findings).find(({ code }) => code.includes('deletes'))?.remedy;
  expect(remedyText(remedy ?? [])).toContain('(StatefulWebApp: leave claimRetention out)');

  const kept = synthApp(DEPLOYED).manifests;
  const first = plan(before, kept);
  const second = plan(kept, synthApp({ ...DEPLOYED, replicas: 1 }).manifests);
  const impacts = [first, second].map(
    ({ changes }) => changes.find(({ object }) => object.startsWith('StatefulSet'))?.impact,
  );
  expect(impacts).toEqual(['update', 'update']);
  expect(second.changes.flatMap(({ claims }) => claims.deleted)).toEqual([]);
});

test('OnDelete has no prop to write, so the remedy is a command', () => {
  const edited = synthApp({ ...DEPLOYED, updateStrategy: UpdateStrategy.onDelete() }).manifests;
  const [found] = plan(synthApp(DEPLOYED).manifests, edited).changes.flatMap(({ findings }) => findings);
  expect(found?.code).toBe('on-delete-keeps-rolling-update');
  expect(remedyText(found?.remedy ?? [])).toContain('2. kubectl patch statefulset wiki -n default --type merge');
});
