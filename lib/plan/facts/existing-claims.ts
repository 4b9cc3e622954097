import { ofKind } from './of-kind';
import { once } from '../../kubernetes/once';
import { create } from '../../kubernetes/server/api-server';
import type { Manifest } from '../../kubernetes/manifest';
import { claimName } from '../../kubernetes/naming';
import { asObject, asObjects, asText, at } from '../../kubernetes/plain';
import { type Context, liveClaim } from './context';
import { nameOf, namespaceOf } from './identity';
import { ordinalsOf, viewOf } from './stateful-set-view';

/**
 * The claim that is there although it was never declared: a live one, or one that the controller made for a StatefulSet of the
 * first side. Declaring it adopts it.
 */
export function existingClaim(claim: Manifest, context: Context): Manifest | undefined {
  const live = context.claims.get(`${namespaceOf(claim)}/${nameOf(claim)}`);
  return live ?? madeByControllers(context).get(`${namespaceOf(claim)}/${nameOf(claim)}`);
}

const madeByControllers = once((context: Context): ReadonlyMap<string, Manifest> => {
  const made = new Map<string, Manifest>();
  for (const object of ofKind(context.before, 'apps/StatefulSet')) {
    const stored = create(object, context)?.stored;
    if (stored === undefined) continue;
    const set = viewOf(stored);
    for (const template of asObjects(set.spec['volumeClaimTemplates'])) {
      const templateName = asText(at(template, 'metadata', 'name')) ?? '';
      for (const ordinal of ordinalsOf(set)) {
        const name = claimName(templateName, set.name, ordinal);
        if (liveClaim(context, set.namespace, name) !== undefined) continue;
        made.set(`${set.namespace}/${name}`, {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          // Like a live object, it was applied by nobody.
          metadata: {
            ...asObject(template['metadata']),
            name,
            namespace: set.namespace,
            uid: '(made by the controller)',
          },
          spec: template['spec'],
        });
      }
    }
  }
  return made;
});
