import type { Manifest } from '../../kubernetes/manifest';
import { type Command, inNamespace, kubectl, name } from '../../pipelines/command';
import { refOf } from '../facts/identity';

export function deleteObject(object: Manifest): Command {
  const { kind, namespace, name: own } = refOf(object);
  return kubectl(
    'delete',
    name(kind.toLowerCase()),
    name(own),
    ...(namespace === undefined ? [] : inNamespace(namespace)),
  );
}
