import type { Manifest } from '../../lib/kubernetes/manifest';
import type { PlanOptions } from '../../lib/plan';
import type { Example } from './examples';
import { claim, claimTemplate, container, statefulSet } from './objects';

const PROTECTED = { 'argocd.argoproj.io/sync-options': 'Prune=false', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

const hook = (annotations: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'hook', namespace: 'shop', annotations },
  data: { key: 'value' },
});

const example = (code: string, before: Manifest[], after: Manifest[], options: PlanOptions = {}): Example => ({
  code,
  before,
  after,
  options,
});

/** Changes whose remedies have commands that those of the other examples do not have. */
export const MORE_EXAMPLES: readonly Example[] = [
  example('claim-deleted', [claim('1Gi', { name: 'old', annotations: PROTECTED })], []),
  example('claim-immutable', [{ ...claim(), status: { phase: 'Pending' } }], [claim('2Gi')], { apply: 'replace' }),
  example('hook-left-behind', [hook({ 'helm.sh/hook': 'pre-upgrade' })], [], { pipeline: 'helm' }),
  example('hook-becomes-object', [hook({ 'helm.sh/hook': 'pre-upgrade' })], [hook({})], { pipeline: 'helm' }),
  example(
    'template-cannot-run',
    [statefulSet()],
    [statefulSet({}, { containers: [container({ image: 'Not An Image' })] })],
  ),
  example(
    'retention-now-retains',
    [statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })],
    [statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' } })],
  ),
  ...(['live-fields-unknown', 'release-not-read'] as const).map((code) =>
    example(code, [statefulSet()], [statefulSet({ volumeClaimTemplates: [claimTemplate()] })], {
      doubts: [
        {
          about: code === 'release-not-read' ? 'release' : 'managed-fields',
          kind: 'Cluster',
          name: 'production',
          what: 'StatefulSet web',
          unchanged: false,
        },
      ],
    }),
  ),
];
