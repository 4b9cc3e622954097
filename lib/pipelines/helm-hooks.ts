import type { Manifest } from '../kubernetes/manifest';
import { annotationOf, wordsOf } from './annotations';
import type { Handling } from './tool';

export const HELM_HOOK = 'helm.sh/hook';
export const HOOK_WEIGHT = 'helm.sh/hook-weight';
export const HOOK_DELETE_POLICY = 'helm.sh/hook-delete-policy';

/** All words that may stand in `helm.sh/hook`; one that is none of them makes Helm drop the object. */
const EVENTS: ReadonlySet<string> = new Set([
  'pre-install',
  'post-install',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'pre-delete',
  'post-delete',
  'test',
  'test-success',
]);

/** Source: pkg/release/v1/hook.go and pkg/release/v1/util/manifest_sorter.go of Helm 4.2, the same in 3.21; run with both. */
export function handleByHelm(object: Manifest): Handling {
  const text = annotationOf(object, HELM_HOOK);
  if (text === undefined) return { as: 'object' };
  const events = text.split(',').map((event) => event.trim().toLowerCase());
  const unknown = events.find((event) => !EVENTS.has(event));
  if (unknown !== undefined) return { as: 'dropped', why: `${HELM_HOOK}: ${text}` };
  const policies = wordsOf(annotationOf(object, HOOK_DELETE_POLICY));
  // Helm never deletes one, whatever the policy is: pkg/action/hooks.go; run with 3.22 and 4.3.
  const isDefinition = object.kind === 'CustomResourceDefinition';
  return {
    as: 'hook',
    hook: {
      when: events.includes('pre-upgrade') ? 'before' : events.includes('post-upgrade') ? 'after' : 'never',
      stays: isDefinition || !policies.includes('hook-succeeded'),
      anew: !isDefinition && (policies.length === 0 || policies.includes('before-hook-creation')),
      onInstall: events.includes('pre-install') || events.includes('post-install'),
    },
  };
}
