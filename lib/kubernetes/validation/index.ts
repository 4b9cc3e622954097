import { asObject, type PlainObject } from '../plain';
import { validateAutoscaler, validateDisruptionBudget } from './availability';
import { validateClaimSpec } from './claim';
import {
  validateAttributesClass,
  validateCsiDriver,
  validateCsiNode,
  validateIngressClass,
  validateRuntimeClass,
} from './classes';
import { validateConfigMap, validateSecret } from './configuration';
import { validateDefinition } from './definition';
import { validateEndpoints, validateLease } from './endpoints';
import { type FieldError, FieldErrors } from './field-error';
import { validateCronJob, validateCronJobName, validateJob } from './job';
import { validateLimitRange, validateQuota } from './limits';
import { validateMetadata, validateMetadataUpdate } from './metadata';
import { dns1123Label, dns1123Subdomain } from './names';
import { validateIngress, validateNetworkPolicy, validateOneIngressClass } from './network';
import { validatePod } from './pod';
import { validatePodTemplate } from './pod-template';
import { validatePriorityClass } from './priority-class';
import { validateBinding, validateRole } from './rbac';
import { validateService, validateServiceUpdate } from './service';
import { validateStatefulSet, validateStatefulSetUpdate } from './stateful-set';
import { validateStorageClass, validateVolume } from './storage';
import { validateDaemonSet, validateDeployment, validateReplicaSet, validateReplicationController } from './workload';

/** An object, decoded, and the one that it replaces, apart from their metadata. */
type Validation = (after: PlainObject, old: PlainObject | undefined, minor: number, errors: FieldErrors) => void;

const specOf = (object: PlainObject | undefined): PlainObject => asObject(object?.['spec']);

/** What the API server asks of a kind beyond its types. A kind that is not here is judged by those alone. */
const VALIDATIONS: ReadonlyMap<string, Validation> = new Map(
  Object.entries<Validation>({
    ClusterRole: (after, _old, _minor, errors) => validateRole(after, false, errors),
    ClusterRoleBinding: (after, old, _minor, errors) => validateBinding(after, old, false, errors),
    ConfigMap: (after, old, _minor, errors) => validateConfigMap(after, old, errors),
    CronJob: (after, old, minor, errors) => {
      validateCronJob(specOf(after), specOf(old), minor, errors);
      if (old === undefined) validateCronJobName(after, errors);
    },
    CSINode: (after, old, minor, errors) => validateCsiNode(specOf(after), old && specOf(old), minor, errors),
    CSIDriver: (after, old, _minor, errors) => validateCsiDriver(specOf(after), old && specOf(old), errors),
    CustomResourceDefinition: validateDefinition,
    DaemonSet: (after, old, minor, errors) => validateDaemonSet(specOf(after), specOf(old), minor, errors),
    Deployment: (after, old, minor, errors) => validateDeployment(specOf(after), specOf(old), minor, errors),
    Endpoints: (after, _old, minor, errors) => validateEndpoints(after, minor, errors),
    HorizontalPodAutoscaler: (after, _old, minor, errors) => validateAutoscaler(specOf(after), minor, errors),
    Ingress: (after, old, minor, errors) => {
      validateIngress(specOf(after), specOf(old), minor, errors);
      if (old === undefined) validateOneIngressClass(after, errors);
    },
    IngressClass: (after, old, _minor, errors) => validateIngressClass(specOf(after), old && specOf(old), errors),
    Job: (after, old, minor, errors) => validateJob(specOf(after), old && specOf(old), minor, errors),
    Lease: (after, _old, _minor, errors) => validateLease(after, errors),
    LimitRange: (after, _old, _minor, errors) => validateLimitRange(specOf(after), errors),
    NetworkPolicy: (after, old, minor, errors) => validateNetworkPolicy(specOf(after), specOf(old), minor, errors),
    PersistentVolume: (after, old, minor, errors) => validateVolume(specOf(after), old && specOf(old), minor, errors),
    PersistentVolumeClaim: (after, _old, minor, errors) => validateClaimSpec(specOf(after), 'spec', minor, errors),
    Pod: validatePod,
    PodDisruptionBudget: (after, _old, _minor, errors) => validateDisruptionBudget(specOf(after), errors),
    PodTemplate: (after, old, minor, errors) =>
      validatePodTemplate(asObject(after['template']), old?.['template'], 'template', minor, errors),
    PriorityClass: (after, old, _minor, errors) => validatePriorityClass(after, old, errors),
    ReplicaSet: (after, old, minor, errors) => validateReplicaSet(specOf(after), specOf(old), minor, errors),
    ReplicationController: (after, old, minor, errors) =>
      validateReplicationController(specOf(after), specOf(old), minor, errors),
    ResourceQuota: (after, old, minor, errors) => validateQuota(specOf(after), old && specOf(old), minor, errors),
    Role: (after, _old, _minor, errors) => validateRole(after, true, errors),
    RoleBinding: (after, old, _minor, errors) => validateBinding(after, old, true, errors),
    RuntimeClass: (after, old, _minor, errors) => validateRuntimeClass(after, old, errors),
    Secret: (after, old, _minor, errors) => validateSecret(after, old, errors),
    StorageClass: (after, old, minor, errors) => validateStorageClass(after, old, minor, errors),
    VolumeAttributesClass: (after, old, _minor, errors) => validateAttributesClass(after, old, errors),
  }),
);

/** Names of RBAC hold any text that fits into a path. */
const NAMES: ReadonlyMap<string, (name: string) => string[]> = new Map(
  Object.entries<(name: string) => string[]>({
    ClusterRole: pathSegment,
    ClusterRoleBinding: pathSegment,
    Namespace: dns1123Label,
    Role: pathSegment,
    RoleBinding: pathSegment,
  }),
);

/** What the API server has to say against a new object, or one in the place of `old`. Both are decoded and prepared. */
export function validate(
  kind: string,
  after: PlainObject,
  old: PlainObject | undefined,
  minor: number,
): readonly FieldError[] {
  if (kind === 'StatefulSet') {
    return (old === undefined ? validateStatefulSet(after, minor) : validateStatefulSetUpdate(after, old, minor)).list;
  }
  if (kind === 'Service') {
    return (old === undefined ? validateService(after, minor) : validateServiceUpdate(after, old, minor)).list;
  }
  const errors = new FieldErrors();
  const metadata = asObject(after['metadata']);
  if (old === undefined) validateMetadata(metadata, 'metadata', NAMES.get(kind) ?? dns1123Subdomain, errors);
  else validateMetadataUpdate(metadata, 'metadata', errors);
  VALIDATIONS.get(kind)?.(after, old, minor, errors);
  return errors.list;
}

function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((sign) => name.includes(sign)).map((sign) => `may not contain '${sign}'`);
}
