import { asObject } from '../../kubernetes/plain';
import { podSecurityFaults } from '../../kubernetes/pod-security';
import type { Report } from '../../messages/problem';
import { PodSecurityLevel } from '../pod/security';
import type { Wire } from '../base/wire';

/** Whether the pods of a StatefulSet, with all props and patches, keep what their level promises. */
export function checkSecurityLevel(report: Report, statefulSet: Wire, level: PodSecurityLevel, minor: number): void {
  if (level === PodSecurityLevel.PRIVILEGED) return;
  const template = asObject(asObject(statefulSet['spec'])['template']);
  for (const { path, value, message, allowedBy } of podSecurityFaults(template, level, minor)) {
    report({
      code: 'security-level-exceeded',
      prop: `StatefulSet: spec.template.${path}`,
      value,
      message: `${message} at security level ${level.toUpperCase()}`,
      remedy: `Remove it, or set securityLevel to ${allowedBy.toUpperCase()}`,
    });
  }
}
