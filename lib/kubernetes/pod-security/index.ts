import type { PlainObject } from '../plain';
import { baselineFaults } from './baseline';
import { readPod } from './pod';
import { restrictedFaults } from './restricted';

export { BASELINE_CAPABILITIES } from './baseline';

/** Something in a pod template that a level of the Pod Security Standards forbids. */
export interface PodSecurityFault {
  /** Below the pod template: `spec.containers[web].securityContext.privileged`. */
  readonly path: string;
  readonly value: unknown;
  /** The end of a sentence that begins with "must". */
  readonly message: string;
  /** The strictest level that allows it. */
  readonly allowedBy: 'baseline' | 'privileged';
}

/**
 * What a namespace that enforces a level would refuse. Source: k8s.io/pod-security-admission/policy, 1.37.2, with the versions in
 * which a rule came or was relaxed.
 */
export function podSecurityFaults(
  template: PlainObject,
  level: 'baseline' | 'restricted',
  minor: number,
): PodSecurityFault[] {
  const pod = readPod(template, minor);
  const faults: PodSecurityFault[] = [];
  baselineFaults(pod, (path, value, message) => faults.push({ path, value, message, allowedBy: 'privileged' }));
  if (level === 'baseline') return faults;
  const known = new Set(faults.map((fault) => fault.path));
  restrictedFaults(pod, (path, value, message) => {
    if (!known.has(path)) faults.push({ path, value, message, allowedBy: 'baseline' });
  });
  return faults;
}
