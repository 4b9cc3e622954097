import { type Command, inNamespace, kubectl, name } from '../../pipelines/command';

/** The controller replaces a pod that is deleted, and its claims stay. */
export function deletePod(pod: string, namespace: string): Command {
  return kubectl('delete', 'pod', name(pod), ...inNamespace(namespace));
}
