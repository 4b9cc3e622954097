import type { Manifest } from '../../kubernetes/manifest';
import { groupOf, isClusterScoped } from '../../kubernetes/object-kind';
import { SERVED_APIS } from '../../kubernetes/served/served-apis';
import type { Context } from './context';

/** An object that the tool refuses before the API server sees it. */
export interface RefusedByTool {
  readonly tool: string;
  readonly path: string;
  readonly error: string;
  readonly remedy: string;
}

/** `old` is the object before the change. */
export function refusedByTool(
  object: Manifest,
  old: Manifest | undefined,
  { tool, pipeline, apply, before }: Context,
): RefusedByTool | undefined {
  if (tool === undefined) return undefined;
  const error = tool.refuses?.(object, apply);
  if (error !== undefined) {
    return { tool: tool.title, path: 'metadata.annotations', error, remedy: 'Remove one of the two options.' };
  }
  if (pipeline !== 'flux' || old !== undefined || !lacksNamespace(object)) return undefined;
  // A Kustomization may have a targetNamespace: it has none if all that it applies names its namespace itself.
  const others = [...before.values()].filter(isNamespaced);
  if (others.length === 0 || others.some(lacksNamespace)) return undefined;
  return {
    tool: tool.title,
    path: 'metadata.namespace',
    error: 'namespace not specified',
    remedy:
      'Write the namespace into the object, as the other objects do. If the Kustomization has a targetNamespace, give it with --namespace.',
  };
}

/** Of a kind of Kubernetes itself: a custom resource may live in no namespace. */
const GROUPS: ReadonlySet<string> = new Set(SERVED_APIS.map(({ apiVersion }) => groupOf({ apiVersion, kind: '' })));

function isNamespaced(object: Manifest): boolean {
  return GROUPS.has(groupOf(object)) && !isClusterScoped(object);
}

function lacksNamespace(object: Manifest): boolean {
  return isNamespaced(object) && (object.metadata.namespace ?? '') === '';
}
