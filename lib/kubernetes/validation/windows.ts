import { asObject, asObjects, isPlainObject, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1123Subdomain } from './names';

const ONLY_LINUX_POD = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const ONLY_LINUX_CONTAINER = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** What a pod that names its operating system may not set. */
export function validateOs(spec: PlainObject, path: string, errors: FieldErrors): void {
  if (spec['os'] === undefined) return;
  const { name } = asObject(spec['os']);
  if (name === undefined) errors.required(`${path}.os.name`);
  else errors.supported(`${path}.os`, name, ['linux', 'windows']);
  const contexts = containersOf(spec, path).map(
    ([container, field]) => [asObject(container['securityContext']), `${field}.securityContext`] as const,
  );
  const pod = [asObject(spec['securityContext']), `${path}.securityContext`] as const;
  if (name === 'linux') {
    for (const [context, field] of [pod, ...contexts]) {
      if (context['windowsOptions'] !== undefined) {
        errors.forbidden(`${field}.windowsOptions`, 'windows options cannot be set for a linux pod');
      }
    }
  } else if (name === 'windows') {
    const forbid = (owner: PlainObject, fields: readonly string[], field: string): void => {
      for (const each of fields) {
        if (owner[each] !== undefined) errors.forbidden(`${field}.${each}`, 'cannot be set for a windows pod');
      }
    };
    forbid(pod[0], ONLY_LINUX_POD, pod[1]);
    forbid(spec, ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'], path);
    for (const [context, field] of contexts) forbid(context, ONLY_LINUX_CONTAINER, field);
  }
}

/** Either all containers of a pod run on the host as HostProcess, or none. */
export function validateHostProcess(spec: PlainObject, path: string, errors: FieldErrors): void {
  const ofPod = hostProcess(spec);
  const containers = containersOf(spec, path);
  let count = 0;
  for (const [container, field] of containers) {
    const own = hostProcess(container);
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      const detail = `pod hostProcess value must be identical if both are specified, was ${String(ofPod)}`;
      errors.invalid(`${field}.securityContext.windowsOptions.hostProcess`, own, detail);
    }
    if ((own ?? ofPod) === true) count += 1;
  }
  if (count === 0) return;
  if (count !== containers.length) {
    errors.invalid(
      path,
      '',
      'If pod contains any hostProcess containers then all containers must be HostProcess containers',
    );
  }
  if (spec['hostNetwork'] !== true) {
    const detail = 'hostNetwork must be true if pod contains any hostProcess containers';
    errors.invalid(`${path}.hostNetwork`, false, detail);
  }
}

function hostProcess(owner: PlainObject): unknown {
  return asObject(asObject(owner['securityContext'])['windowsOptions'])['hostProcess'];
}

/** All containers of a pod with their paths. */
export function containersOf(spec: PlainObject, path: string): [PlainObject, string][] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    asObjects(spec[list]).map((container, index): [PlainObject, string] => [container, `${path}.${list}[${index}]`]),
  );
}

export function validateWindowsOptions(options: unknown, path: string, errors: FieldErrors): void {
  if (!isPlainObject(options)) return;
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options;
  if (typeof gmsaCredentialSpecName === 'string') {
    errors.messages(`${path}.gmsaCredentialSpecName`, gmsaCredentialSpecName, dns1123Subdomain(gmsaCredentialSpecName));
  }
  if (gmsaCredentialSpec === '') {
    errors.invalid(`${path}.gmsaCredentialSpec`, '', 'gmsaCredentialSpec cannot be an empty string');
  }
  if (typeof runAsUserName === 'string') validateUserName(runAsUserName, `${path}.runAsUserName`, errors);
}

function validateUserName(name: string, field: string, errors: FieldErrors): void {
  const parts = name.split('\\');
  const user = parts[parts.length - 1] ?? '';
  const [domain] = parts.length > 1 ? parts : [undefined];
  if (name === '') errors.invalid(field, name, 'runAsUserName cannot be an empty string');
  else if (parts.length > 2) errors.invalid(field, name, 'runAsUserName cannot contain more than one backslash');
  else if (user === '') errors.invalid(field, name, "runAsUserName's User cannot be empty");
  else if (user.length > 104) {
    errors.invalid(field, name, "runAsUserName's User length must not be longer than 104 characters");
  } else if (/^[. ]+$/.test(user)) {
    errors.invalid(field, name, "runAsUserName's User cannot contain only periods or spaces");
  } else if (/["/:;|=,+*?<>@[\]]/.test(user)) {
    errors.invalid(field, name, 'runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  } else if (domain !== undefined && !/^[^\\/:*?"<>|.]{1,15}$/.test(domain) && !isDomain(domain)) {
    errors.invalid(field, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  }
}

function isDomain(domain: string): boolean {
  return domain.split('.').every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(label));
}
