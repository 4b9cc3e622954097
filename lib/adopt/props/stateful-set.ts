import { asList, asObject, asObjects, at, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { INSTANCE_LABEL } from '../../pipelines/argocd';
import { call, type Code, type MapCode, mapOf, Member } from '../code/code';
import { anyOf, filled } from './fields';
import { claimOf } from './claim';
import { additionalContainerOf, containerOf } from './container';
import { podOf } from './pod';

/**
 * A StatefulSet as the props of a `StatefulWebApp`, each field said, at the level that adds nothing. What no prop knows is left out: a
 * comparison shows it. The governing Service is left to others.
 */
export function propsOf(manifest: PlainObject): MapCode {
  const { name, labels, annotations } = asObject(manifest['metadata']);
  const spec = asObject(manifest['spec']);
  const template = asObject(spec['template']);
  const podLabels = asObject(at(template, 'metadata', 'labels')) as Record<string, string>;
  const matched = asObject(at(spec, 'selector', 'matchLabels')) as Record<string, string>;
  const selectorLabels = Object.keys(matched).length > 0 ? matched : podLabels;
  const pod = asObject(template['spec']);
  const [main = {}, ...containers] = asObjects(pod['containers']);
  const more = Object.entries(podLabels).filter(([key]) => !Object.hasOwn(selectorLabels, key));
  const { image, imagePullPolicy, command, args, ...container } = containerOf(main);
  return mapOf({
    name,
    serviceName: spec['serviceName'] === '' ? undefined : spec['serviceName'],
    selectorLabels,
    labels,
    annotations,
    replicas: spec['replicas'],
    firstOrdinal: at(spec, 'ordinals', 'start'),
    podManagementPolicy: spec['podManagementPolicy'],
    updateStrategy: updateStrategyOf(spec['updateStrategy']),
    minReadySeconds: spec['minReadySeconds'],
    revisionHistoryLimit: spec['revisionHistoryLimit'],
    podLabels: filled(more) && Object.fromEntries(more),
    podAnnotations: at(template, 'metadata', 'annotations'),
    containerName: main['name'],
    image,
    imagePullPolicy,
    command,
    args,
    ...container,
    claims: filled(asObjects(spec['volumeClaimTemplates']).map(claimOf)),
    claimRetention: spec['persistentVolumeClaimRetentionPolicy'],
    initContainers: filled(asObjects(pod['initContainers']).map(additionalContainerOf)),
    containers: filled(containers.map(additionalContainerOf)),
    ...podOf(pod),
    securityLevel: new Member('PodSecurityLevel', 'PRIVILEGED', 'privileged'),
    adoption: anyOf(adoptionOf(spec, selectorLabels)),
  });
}

function updateStrategyOf(value: unknown): Code | undefined {
  if (!isPlainObject(value) || Object.keys(value).length === 0) return undefined;
  if (value['type'] === 'OnDelete') return call('UpdateStrategy', 'onDelete');
  const rolling = value['rollingUpdate'];
  const unavailable = at(rolling, 'maxUnavailable');
  const percent = typeof unavailable === 'string' ? /^(\d+)%$/.exec(unavailable)?.[1] : undefined;
  return call('UpdateStrategy', 'rollingUpdate', {
    // An empty `rollingUpdate` means the partition 0.
    partition: isPlainObject(rolling) ? (rolling['partition'] ?? 0) : undefined,
    maxUnavailable: typeof unavailable === 'number' ? unavailable : undefined,
    maxUnavailablePercent: percent === undefined ? undefined : Number(percent),
  });
}

function adoptionOf(spec: PlainObject, selectorLabels: PlainObject): PlainObject {
  const template = asObject(spec['template']);
  const claims = asList(spec['volumeClaimTemplates']);
  const isMarked = (claim: unknown): boolean => at(claim, 'metadata', 'labels', INSTANCE_LABEL) !== undefined;
  return {
    governingServiceElsewhere: true,
    podTemplateName: at(template, 'metadata', 'name'),
    podTemplateNamespace: at(template, 'metadata', 'namespace'),
    claimTemplateNamespace: at(claims[0], 'metadata', 'namespace'),
    hostname: at(template, 'spec', 'hostname'),
    subdomain: at(template, 'spec', 'subdomain'),
    withoutServiceName: !spec['serviceName'],
    trackingLabelOnClaims: INSTANCE_LABEL in selectorLabels || claims.some(isMarked),
    unmountedClaims: true,
    selector: at(spec, 'selector', 'matchExpressions') === undefined ? undefined : spec['selector'],
  };
}
