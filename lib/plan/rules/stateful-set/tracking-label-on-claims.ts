import { asObject, asObjects, at } from '../../../kubernetes/plain';
import { INSTANCE_LABEL } from '../../../pipelines/argocd';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { claimsOf } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const TRACKING_LABEL_ON_CLAIMS: Rule<SetCreated> = {
  code: 'tracking-label-on-claims',
  title: 'Claims have the label by which Argo CD tracks its objects',
  impact: 'create',
  remedy: 'Keep app.kubernetes.io/instance out of the selector and the claim templates, or track by annotation',
  versions: `${ALL_VERSIONS}; Argo CD with label tracking (default up to 2.14)`,
  source: 'argo-cd#3050, argo-cd#13503; claims get the labels of their template and of selector.matchLabels',
  *check({ set, context }): Iterable<Found> {
    if (context.pipeline !== undefined && context.pipeline !== 'argocd') return;
    const label = INSTANCE_LABEL;
    const inSelector = Object.hasOwn(asObject(at(set.spec, 'selector', 'matchLabels')), label);
    if (set.templates.length === 0) return;
    const templates = asObjects(set.spec['volumeClaimTemplates']).filter((each) =>
      Object.hasOwn(asObject(at(each, 'metadata', 'labels')), label),
    );
    const path = inSelector
      ? `spec.selector.matchLabels[${label}]`
      : `spec.volumeClaimTemplates.metadata.labels[${label}]`;
    if (!inSelector && templates.length === 0) return;
    yield {
      path,
      message: `${listing(claimsOf(set))} get the label ${label}. If Argo CD tracks by label, it believes that they are missing in git, and deletes them when the StatefulSet is deleted`,
      remedy: `Remove ${label} now (you cannot remove it later), or set application.resourceTrackingMethod: annotation in Argo CD.`,
    };
  },
};
