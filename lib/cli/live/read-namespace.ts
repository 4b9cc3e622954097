import type { KubernetesVersion } from '../../kubernetes/versions';
import type { SourceFile } from '../../manifests/source-file';
import { UserError } from '../../messages/user-error';
import type { Kubectl } from '../kubectl';
import { listObjects, namespaceOf, resourcesOf, versionOf } from './ask-cluster';
import { inNamespaces } from './resources';

/** All that somebody may have declared in a namespace of a cluster. */
export interface LiveNamespace {
  readonly name: string;
  readonly namespace: string;
  readonly files: readonly SourceFile[];
  /** Undefined if it is none that is known. */
  readonly kubernetes: KubernetesVersion | undefined;
}

/** @throws UserError where there is no kubectl, no cluster, or a kind of objects that must not be read */
export async function readNamespace(kubectl: Kubectl, given: string | undefined): Promise<LiveNamespace> {
  const context = await kubectl.contextName();
  const kubernetes = await versionOf(kubectl);
  const namespace = given ?? (await namespaceOf(kubectl));
  const wanted = inNamespaces(await resourcesOf(kubectl), []);
  const { text, denied } = await listObjects(kubectl, wanted, namespace);
  if (denied.length > 0) {
    const names = denied.map(({ name }) => name).join(', ');
    throw new UserError(
      `you may not list ${names} in the namespace ${namespace}, so what it holds is not known. Ask for the right to get and list them`,
    );
  }
  const name = `namespace ${namespace} of context ${context}`;
  return { name, namespace, files: [{ name: `what is live in ${name}`, path: '', text, named: true }], kubernetes };
}
