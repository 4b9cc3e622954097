import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asText, at } from '../../kubernetes/plain';
import type { Need } from '../../kubernetes/pod-needs';
import type { Context } from './context';
import { keyOf, nameOf, namespaceOf } from './identity';

/** Kinds of controllers that create a Secret or ConfigMap of the same name, or of the name in one of these fields. */
const NAME_FIELDS = [
  ['spec', 'secretName'],
  ['spec', 'target', 'name'],
  ['spec', 'destination', 'name'],
  ['spec', 'template', 'metadata', 'name'],
  ['spec', 'writeConnectionSecretToRef', 'name'],
  ['spec', 'externalSecretName'],
  ['spec', 'externalSecretSpec', 'target', 'name'],
] as const;

/** Groups whose objects only read Secrets. */
const READERS =
  /(^|\.)(traefik\.io|traefik\.containo\.us|monitoring\.coreos\.com|istio\.io|cilium\.io|keda\.sh|argoproj\.io|toolkit\.fluxcd\.io)$/;

/** Whether a controller makes a Secret or ConfigMap out of a custom resource, of this plan or of another that is applied beside it. */
export function isMadeElsewhere({ kind, name }: Need, namespace: string, context: Context): boolean {
  if (kind !== 'Secret' && kind !== 'ConfigMap') return false;
  return [...context.after.values(), ...context.beside].some((object) => {
    const group = groupKindOf(object).split('/')[0] ?? '';
    if (!group.includes('.') || group.endsWith('.k8s.io')) return false;
    // A ClusterExternalSecret makes one in each namespace that it selects.
    const isEverywhere = object.metadata.namespace === undefined && object.kind.startsWith('Cluster');
    if (!isEverywhere && namespaceOf(object) !== namespace) return false;
    if (nameOf(object) === name || NAME_FIELDS.some((path) => asText(at(object, ...path)) === name)) return true;
    return kind === 'Secret' && isOperated(object, group, name, context);
  });
}

/** An operator names what it makes after its own object: a `Cluster` db comes with a Secret db-app. Only a new one explains that a Secret goes. */
function isOperated(object: Manifest, group: string, secret: string, { before }: Context): boolean {
  if (READERS.test(group) || before.has(keyOf(object))) return false;
  return `-${secret}-`.replaceAll('.', '-').includes(`-${nameOf(object).replaceAll('.', '-')}-`);
}
