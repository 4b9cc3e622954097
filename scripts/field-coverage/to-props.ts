import type { k8s, PodManagementPolicy } from 'cdk8s-plus-27';
import {
  type AdoptionProps,
  type ClaimRetentionPolicy,
  PodSecurityLevel,
  type StatefulWebAppProps,
  UpdateStrategy,
} from '../../lib';
import { asList, asObject, asObjects, at, isPlainObject, type PlainObject } from '../../lib/kubernetes/plain';
import { NEWEST_KUBERNETES } from '../../lib/kubernetes/versions';
import { claimOf } from './claim-props';
import { additionalContainerOf, containerOf } from './container-props';
import { given } from './given';
import { podOf } from './pod-props';

const TRACKING_LABEL = 'app.kubernetes.io/instance';

/** A StatefulSet as props. What no prop knows is left out: the comparison shows it. */
export function toProps(manifest: PlainObject): StatefulWebAppProps {
  const metadata = asObject(manifest['metadata']);
  const spec = asObject(manifest['spec']);
  const template = asObject(spec['template']);
  const labels = asObject(at(template, 'metadata', 'labels')) as Record<string, string>;
  const matched = asObject(at(spec, 'selector', 'matchLabels')) as Record<string, string>;
  const selector = Object.keys(matched).length > 0 ? matched : labels;
  const pod = asObject(template['spec']);
  const containers = asObjects(pod['containers']);
  return {
    kubernetesVersion: NEWEST_KUBERNETES,
    securityLevel: PodSecurityLevel.PRIVILEGED,
    name: given(metadata['name']),
    namespace: given(metadata['namespace']),
    labels: given(metadata['labels']),
    annotations: given(metadata['annotations']),
    serviceName: given<string>(spec['serviceName']) || undefined,
    replicas: given(spec['replicas']),
    firstOrdinal: given(at(spec, 'ordinals', 'start')),
    selectorLabels: selector,
    podLabels: without(labels, selector),
    podAnnotations: given(at(template, 'metadata', 'annotations')),
    podManagementPolicy: given<PodManagementPolicy>(spec['podManagementPolicy']),
    updateStrategy: updateStrategyOf(spec['updateStrategy']),
    minReadySeconds: given(spec['minReadySeconds']),
    revisionHistoryLimit: given(spec['revisionHistoryLimit']),
    claimRetention: given<ClaimRetentionPolicy>(spec['persistentVolumeClaimRetentionPolicy']),
    claims: asObjects(spec['volumeClaimTemplates']).map(claimOf),
    adoption: adoptionOf(spec, selector),
    ...podOf(pod),
    initContainers: asObjects(pod['initContainers']).map(additionalContainerOf),
    ...containerOf(containers[0] ?? {}),
    containerName: given(containers[0]?.['name']),
    containers: containers.slice(1).map(additionalContainerOf),
  };
}

function without(labels: Record<string, string>, taken: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !(key in taken)));
}

function updateStrategyOf(value: unknown): UpdateStrategy | undefined {
  if (!isPlainObject(value) || Object.keys(value).length === 0) return undefined;
  if (value['type'] === 'OnDelete') return UpdateStrategy.onDelete();
  const rolling = value['rollingUpdate'];
  const unavailable = at(value, 'rollingUpdate', 'maxUnavailable');
  const percent = typeof unavailable === 'string' ? /^(\d+)%$/.exec(unavailable)?.[1] : undefined;
  return UpdateStrategy.rollingUpdate({
    // An empty `rollingUpdate` means the partition 0.
    partition: isPlainObject(rolling) ? (given<number>(rolling['partition']) ?? 0) : undefined,
    maxUnavailable: typeof unavailable === 'number' ? unavailable : undefined,
    maxUnavailablePercent: percent === undefined ? undefined : Number(percent),
  });
}

function adoptionOf(spec: PlainObject, selector: Record<string, string>): AdoptionProps {
  const template = asObject(spec['template']);
  const claims = asList(spec['volumeClaimTemplates']);
  return {
    podTemplateName: given(at(template, 'metadata', 'name')),
    podTemplateNamespace: given(at(template, 'metadata', 'namespace')),
    claimTemplateNamespace: given(at(claims[0], 'metadata', 'namespace')),
    hostname: given(at(template, 'spec', 'hostname')),
    subdomain: given(at(template, 'spec', 'subdomain')),
    withoutServiceName: spec['serviceName'] === undefined || spec['serviceName'] === '' || spec['serviceName'] === null,
    trackingLabelOnClaims:
      TRACKING_LABEL in selector ||
      asObjects(spec['volumeClaimTemplates']).some(
        (claim) => at(claim, 'metadata', 'labels', TRACKING_LABEL) !== undefined,
      ),
    unmountedClaims: true,
    selector: at(spec, 'selector', 'matchExpressions') ? (spec['selector'] as k8s.LabelSelector) : undefined,
  };
}
