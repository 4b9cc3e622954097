import { has } from '../gates';
import { asList, asObject, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { validateLocalPath } from './volumes';
import { validateWindowsOptions } from './windows';

const HIGHEST_ID = 2 ** 31 - 1;
const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const SYSCTL_LONGEST = 253;
const PROFILE_LONGEST = 4095;

/** `securityContext` of a pod. */
export function validatePodSecurity(
  context: PlainObject,
  old: PlainObject,
  path: string,
  minor: number,
  errors: FieldErrors,
): void {
  for (const name of ['runAsUser', 'runAsGroup', 'fsGroup']) validateId(context[name], `${path}.${name}`, errors);
  asList(context['supplementalGroups']).forEach((group, index) => {
    validateId(group, `${path}.supplementalGroups[${index}]`, errors);
  });
  validateSysctls(asList(context['sysctls']), `${path}.sysctls`, errors);
  errors.supportedIfSet(`${path}.fsGroupChangePolicy`, context['fsGroupChangePolicy'], ['Always', 'OnRootMismatch']);
  errors.supportedIfSet(`${path}.supplementalGroupsPolicy`, context['supplementalGroupsPolicy'], ['Merge', 'Strict']);
  const anyPolicy = has('SELinuxMount', minor) || old['seLinuxChangePolicy'] !== undefined;
  const policies = anyPolicy ? ['MountOption', 'Recursive'] : ['Recursive'];
  errors.supportedIfSet(`${path}.seLinuxChangePolicy`, context['seLinuxChangePolicy'], policies);
  validateSeccomp(context['seccompProfile'], `${path}.seccompProfile`, errors);
  validateWindowsOptions(context['windowsOptions'], `${path}.windowsOptions`, errors);
  validateAppArmor(context['appArmorProfile'], `${path}.appArmorProfile`, errors);
}

/** `securityContext` of a container. */
export function validateContainerSecurity(
  context: PlainObject,
  field: string,
  hostUsers: boolean,
  errors: FieldErrors,
): void {
  for (const name of ['runAsUser', 'runAsGroup']) validateId(context[name], `${field}.${name}`, errors);
  errors.supportedIfSet(`${field}.procMount`, context['procMount'], ['Default', 'Unmasked']);
  if (hostUsers && context['procMount'] === 'Unmasked') {
    errors.invalid(`${field}.procMount`, 'Unmasked', '`hostUsers` must be false to use `Unmasked`');
  }
  validateSeccomp(context['seccompProfile'], `${field}.seccompProfile`, errors);
  validateWindowsOptions(context['windowsOptions'], `${field}.windowsOptions`, errors);
  validateAppArmor(context['appArmorProfile'], `${field}.appArmorProfile`, errors);
  if (context['allowPrivilegeEscalation'] !== false) return;
  if (context['privileged'] === true) {
    errors.invalid(field, context, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true');
  }
  if (asList(asObject(context['capabilities'])['add']).includes('CAP_SYS_ADMIN')) {
    const detail = 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN';
    errors.invalid(field, context, detail);
  }
}

function validateId(id: unknown, path: string, errors: FieldErrors): void {
  if (typeof id === 'number' && (id < 0 || id > HIGHEST_ID)) {
    errors.invalid(path, id, `must be between 0 and ${HIGHEST_ID}, inclusive`);
  }
}

function validateSeccomp(profile: unknown, path: string, errors: FieldErrors): void {
  if (profile === undefined) return;
  const { type, localhostProfile } = asObject(profile);
  errors.oneOf(`${path}.type`, type, ['Localhost', 'RuntimeDefault', 'Unconfined']);
  if (type === 'Localhost') {
    if (typeof localhostProfile === 'string') validateLocalPath(localhostProfile, `${path}.localhostProfile`, errors);
    else errors.required(`${path}.localhostProfile`, 'must be set when seccomp type is Localhost');
  } else if (localhostProfile !== undefined) {
    errors.invalid(`${path}.localhostProfile`, localhostProfile, 'can only be set when seccomp type is Localhost');
  }
}

function validateAppArmor(profile: unknown, path: string, errors: FieldErrors): void {
  if (profile === undefined) return;
  const { type, localhostProfile } = asObject(profile);
  const field = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    if (typeof localhostProfile !== 'string' || localhostProfile === '') {
      errors.required(field, 'must be set when AppArmor type is Localhost');
    } else if (localhostProfile.trim() !== localhostProfile) {
      errors.invalid(field, localhostProfile, 'must not be padded with whitespace');
    } else if (localhostProfile.length > PROFILE_LONGEST) errors.tooLong(field, PROFILE_LONGEST);
  } else if (type === 'RuntimeDefault' || type === 'Unconfined') {
    if (localhostProfile !== undefined) {
      errors.invalid(field, localhostProfile, 'can only be set when AppArmor type is Localhost');
    }
  } else errors.oneOf(`${path}.type`, type, ['Localhost', 'RuntimeDefault', 'Unconfined']);
}

function validateSysctls(sysctls: readonly unknown[], path: string, errors: FieldErrors): void {
  const seen = new Set<unknown>();
  sysctls.forEach((each, index) => {
    const { name } = asObject(each);
    const field = `${path}[${index}].name`;
    if (typeof name !== 'string') errors.required(field);
    else if (name.length > SYSCTL_LONGEST || !SYSCTL.test(name)) {
      errors.invalid(field, name, `must have at most ${SYSCTL_LONGEST} characters and match regex ${SYSCTL.source}`);
    } else if (seen.has(name)) errors.duplicate(field, name);
    seen.add(name);
  });
}
