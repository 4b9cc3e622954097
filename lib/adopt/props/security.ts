import { at, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { call, type Code } from '../code/code';
import { pairsOf } from './fields';

export function podSecurityOf(context: unknown): PlainObject {
  if (!isPlainObject(context)) return {};
  const { runAsUser, runAsGroup, fsGroup, sysctls, seccompProfile, appArmorProfile, ...rest } = context;
  return {
    user: runAsUser,
    group: runAsGroup,
    fsGroup,
    podSecurityContext: {
      ...rest,
      seccompProfile: profileOf(seccompProfile, 'SeccompProfile'),
      appArmorProfile: profileOf(appArmorProfile, 'AppArmorProfile'),
      sysctls: pairsOf(sysctls, 'name', 'value'),
    },
  };
}

export function containerSecurityOf(context: unknown): PlainObject {
  if (!isPlainObject(context)) return {};
  const { capabilities, readOnlyRootFilesystem, seccompProfile, appArmorProfile, ...rest } = context;
  return {
    addCapabilities: at(capabilities, 'add'),
    writableRootFilesystem: typeof readOnlyRootFilesystem === 'boolean' ? !readOnlyRootFilesystem : undefined,
    securityContext: {
      ...rest,
      dropCapabilities: at(capabilities, 'drop'),
      seccompProfile: profileOf(seccompProfile, 'SeccompProfile'),
      appArmorProfile: profileOf(appArmorProfile, 'AppArmorProfile'),
    },
  };
}

function profileOf(profile: unknown, owner: 'SeccompProfile' | 'AppArmorProfile'): Code | undefined {
  switch (at(profile, 'type')) {
    case 'RuntimeDefault':
      return call(owner, 'runtimeDefault');
    case 'Unconfined':
      return call(owner, 'unconfined');
    case 'Localhost':
      return call(owner, 'localhost', at(profile, 'localhostProfile'));
    default:
      return undefined;
  }
}
