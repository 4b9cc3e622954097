import { asList, asObject, type PlainObject } from '../plain';
import { type FieldError, FieldErrors } from './field-error';
import { NO_CLUSTER_IP } from './service-addresses';

/**
 * What a cluster of some address families refuses of a Service. Only what is new counts.
 *
 * @param sent before anything is allocated for it
 */
export function clusterFamilyErrors(
  sent: PlainObject,
  old: PlainObject | undefined,
  families: readonly string[],
): readonly FieldError[] {
  const errors = new FieldErrors();
  const spec = asObject(sent['spec']);
  const before = asObject(old?.['spec']);
  const isBare = spec['clusterIP'] === NO_CLUSTER_IP && Object.keys(asObject(spec['selector'])).length === 0;
  if (families.length === 0 || spec['type'] === 'ExternalName' || isBare) return [];
  const policy = spec['ipFamilyPolicy'];
  if (policy === 'RequireDualStack' && before['ipFamilyPolicy'] !== policy && families.length < 2) {
    errors.invalid('spec.ipFamilyPolicy', policy, 'this cluster is not configured for dual-stack services');
  }
  asList(spec['ipFamilies']).forEach((family, index) => {
    if (typeof family !== 'string' || families.includes(family) || asList(before['ipFamilies'])[index] === family)
      return;
    errors.invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster');
  });
  return errors.list;
}
