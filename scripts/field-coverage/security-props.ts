import type { k8s } from 'cdk8s-plus-27';
import { AppArmorProfile, type ContainerSecurityProps, type PodSecurityProps, SeccompProfile } from '../../lib';
import { asObjects, at, isPlainObject } from '../../lib/kubernetes/plain';
import { given } from './given';

export function podSecurityOf(context: unknown): PodSecurityProps {
  if (!isPlainObject(context)) return {};
  return {
    user: given(context['runAsUser']),
    group: given(context['runAsGroup']),
    fsGroup: given(context['fsGroup']),
    podSecurityContext: {
      runAsNonRoot: given(context['runAsNonRoot']),
      fsGroupChangePolicy: given(context['fsGroupChangePolicy']),
      supplementalGroups: given(context['supplementalGroups']),
      supplementalGroupsPolicy: given(context['supplementalGroupsPolicy']),
      seccompProfile: profileOf(context['seccompProfile'], SeccompProfile),
      appArmorProfile: profileOf(context['appArmorProfile'], AppArmorProfile),
      seLinuxOptions: given<k8s.SeLinuxOptions>(context['seLinuxOptions']),
      seLinuxChangePolicy: given(context['seLinuxChangePolicy']),
      sysctls:
        context['sysctls'] === undefined
          ? undefined
          : Object.fromEntries(asObjects(context['sysctls']).map(({ name, value }) => [String(name), String(value)])),
      windowsOptions: given<k8s.WindowsSecurityContextOptions>(context['windowsOptions']),
    },
  };
}

export function containerSecurityOf(context: unknown): ContainerSecurityProps {
  if (!isPlainObject(context)) return {};
  const readOnly = given<boolean>(context['readOnlyRootFilesystem']);
  return {
    addCapabilities: given(at(context, 'capabilities', 'add')),
    writableRootFilesystem: readOnly === undefined ? undefined : !readOnly,
    securityContext: {
      privileged: given(context['privileged']),
      allowPrivilegeEscalation: given(context['allowPrivilegeEscalation']),
      dropCapabilities: given(at(context, 'capabilities', 'drop')),
      runAsUser: given(context['runAsUser']),
      runAsGroup: given(context['runAsGroup']),
      runAsNonRoot: given(context['runAsNonRoot']),
      seccompProfile: profileOf(context['seccompProfile'], SeccompProfile),
      appArmorProfile: profileOf(context['appArmorProfile'], AppArmorProfile),
      seLinuxOptions: given<k8s.SeLinuxOptions>(context['seLinuxOptions']),
      procMount: given(context['procMount']),
      windowsOptions: given<k8s.WindowsSecurityContextOptions>(context['windowsOptions']),
    },
  };
}

interface Profiles<T> {
  runtimeDefault(): T;
  unconfined(): T;
  localhost(profile: string): T;
}

function profileOf<T>(profile: unknown, profiles: Profiles<T>): T | undefined {
  switch (at(profile, 'type')) {
    case 'RuntimeDefault':
      return profiles.runtimeDefault();
    case 'Unconfined':
      return profiles.unconfined();
    case 'Localhost':
      return profiles.localhost(String(at(profile, 'localhostProfile')));
    default:
      return undefined;
  }
}
