import type { IConstruct } from 'constructs';
import type { Companion } from './companion';
import type { ResolvedApp } from './resolved-app';

/** Who emits what, for each tree of constructs: two apps that emit one object would overwrite each other in the cluster. */
const OWNERS = new WeakMap<IConstruct, Map<string, IConstruct[]>>();

/** The objects that are an app's alone. Claims as patterns: `a` of `x-web` and `a-x` of `web` make the same ones. */
function objectsOf(
  { identity, claims, configData, configMapName }: ResolvedApp,
  companions: readonly Companion[],
): string[] {
  const { namespace, name, serviceName } = identity;
  return [
    `StatefulSet ${namespace}/${name}`,
    `Service ${namespace}/${serviceName}`,
    ...(Object.keys(configData).length > 0 ? [`ConfigMap ${namespace}/${configMapName}`] : []),
    ...claims.map((claim) => `PersistentVolumeClaim ${namespace}/${claim.name}-${name}-<ordinal>`),
    ...companions.map((companion) => `${companion.kind} ${namespace}/${companion.name}`),
  ];
}

/** Registers an app's objects, and makes its validation fail where another construct of the tree has them too. */
export function claimOwnership(app: IConstruct, resolved: ResolvedApp, companions: readonly Companion[]): void {
  const root = app.node.root;
  const owners = OWNERS.get(root) ?? new Map<string, IConstruct[]>();
  OWNERS.set(root, owners);
  const objects = [...new Set(objectsOf(resolved, companions))];
  for (const object of objects) {
    const known = owners.get(object);
    if (known === undefined) owners.set(object, [app]);
    else known.push(app);
  }
  app.node.addValidation({
    validate: () =>
      objects.flatMap((object) => {
        const others = (owners.get(object) ?? []).filter((other) => other !== app);
        return others.length === 0
          ? []
          : [
              `${object}: is emitted by ${others.map((other) => other.node.path).join(' and ')} too, and they would overwrite each other. ` +
                'Give one of them another name, serviceName or namespace. [object-duplicate]',
            ];
      }),
  });
}
