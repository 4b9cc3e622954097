import { has } from '../gates';
import { asList, asObject, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';

const POLICIES = ['Always', 'Never', 'OnFailure'];

/** `restartPolicy` and `restartPolicyRules` of a container or an init container. */
export function validateContainerRestart(
  container: PlainObject,
  field: string,
  isInit: boolean,
  minor: number,
  errors: FieldErrors,
): void {
  const policy = container['restartPolicy'];
  const rules = asList(container['restartPolicyRules']);
  if (!has('ContainerRestartRules', minor)) {
    if (policy === undefined) return;
    if (!isInit) errors.forbidden(`${field}.restartPolicy`, 'may not be set for non-init containers');
    else errors.supported(`${field}.restartPolicy`, policy, ['Always']);
    return;
  }
  if (policy === undefined) {
    if (rules.length === 0) return;
    errors.required(`${field}.restartPolicy`, 'must specify restartPolicy when restart rules are used');
    if (isInit) return;
  } else errors.supported(`${field}.restartPolicy`, policy, POLICIES);
  if (isInit && policy === 'Always' && !has('RestartAllContainersOnContainerExits', minor)) {
    if (rules.length > 0) {
      const detail = 'restartPolicyRules are not allowed for init containers with restart policy Always';
      errors.forbidden(`${field}.restartPolicyRules`, detail);
    }
    return;
  }
  const actions = !has('RestartAllContainersOnContainerExits', minor)
    ? ['Restart']
    : ['Restart', 'RestartAllContainers'];
  if (rules.length > 20) errors.tooMany(`${field}.restartPolicyRules`, rules.length, 20);
  rules.forEach((each, index) => {
    const rule = asObject(each);
    const path = `${field}.restartPolicyRules[${index}]`;
    errors.supported(`${path}.action`, rule['action'], actions);
    if (rule['exitCodes'] === undefined) {
      errors.required(`${path}.exitCodes`, 'must be specified');
      return;
    }
    const { operator, values } = asObject(rule['exitCodes']);
    errors.supported(`${path}.exitCodes.operator`, operator, ['In', 'NotIn']);
    if (asList(values).length > 255) errors.tooMany(`${path}.exitCodes.values`, asList(values).length, 255);
  });
}

/** What a resize in place does to a container. */
export function validateResizePolicy(
  container: PlainObject,
  field: string,
  isPlainInit: boolean,
  podRestartPolicy: unknown,
  errors: FieldErrors,
): void {
  const path = `${field}.resizePolicy`;
  const seen = new Set<unknown>();
  asList(container['resizePolicy']).forEach((each, index) => {
    const { resourceName, restartPolicy } = asObject(each);
    if (seen.has(resourceName)) errors.duplicate(`${path}[${index}]`, resourceName);
    seen.add(resourceName);
    errors.oneOf(path, resourceName, ['cpu', 'memory']);
    errors.oneOf(path, restartPolicy, ['NotRequired', 'RestartContainer']);
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      errors.invalid(path, restartPolicy ?? '', "must be 'NotRequired' when pod `restartPolicy` is 'Never'");
    }
    if (isPlainInit && restartPolicy === 'RestartContainer') {
      const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers";
      errors.invalid(`${path}[${index}].restartPolicy`, restartPolicy, detail);
    }
  });
}
