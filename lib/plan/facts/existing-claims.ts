import { create } from '../../kubernetes/server/api-server';
import type { Manifest } from '../../kubernetes/manifest';
import { claimName } from '../../kubernetes/naming';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, asObjects, asText, at } from '../../kubernetes/plain';
import { type Context, liveClaim } from './context';
import { nameOf, namespaceOf } from './identity';
import { ordinalsOf, viewOf } from './stateful-set-view';

const MADE = new WeakMap<Context, ReadonlyMap<string, Manifest>>();

/**
 * The claim that is there although it was never declared: a live one, or one that the controller made for a StatefulSet of the
 * first side. Declaring it adopts it.
 */
export function existingClaim(claim: Manifest, context: Context): Manifest | undefined {
  const live = context.claims.get(`${namespaceOf(claim)}/${nameOf(claim)}`);
  if (live !== undefined) return live;
  let made = MADE.get(context);
  if (made === undefined) {
    made = madeByControllers(context);
    MADE.set(context, made);
  }
  return made.get(`${namespaceOf(claim)}/${nameOf(claim)}`);
}

function madeByControllers(context: Context): ReadonlyMap<string, Manifest> {
  const made = new Map<string, Manifest>();
  for (const object of context.before.values()) {
    if (groupKindOf(object) !== 'apps/StatefulSet') continue;
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
}
