import type { IConstruct } from 'constructs';
import { formatProblem } from '../messages/diagnostic';
import type { Companion } from './base/companion';
import type { ResolvedApp } from './resolved-app';

/** Who emits what, for each tree of constructs: two apps that emit one object would overwrite each other in the cluster. */
class Owners {
  private static readonly ofTree = new WeakMap<IConstruct, Owners>();

  public static of(root: IConstruct): Owners {
    const owners = this.ofTree.get(root) ?? new Owners();
    this.ofTree.set(root, owners);
    return owners;
  }

  private readonly first = new Map<string, IConstruct>();
  /** All owners of what has several. */
  private readonly all = new Map<string, Set<IConstruct>>();

  public add(object: string, owner: IConstruct): void {
    const first = this.first.get(object);
    if (first === undefined) {
      this.first.set(object, owner);
    } else if (first !== owner) {
      this.all.set(object, (this.all.get(object) ?? new Set([first])).add(owner));
    }
  }

  /** Which of the objects have several owners, each once. */
  public shared(objects: readonly string[]): readonly string[] {
    return this.all.size === 0 ? [] : [...new Set(objects)].filter((object) => this.all.has(object));
  }

  public others(object: string, owner: IConstruct): readonly IConstruct[] {
    return [...(this.all.get(object) ?? [])].filter((other) => other !== owner);
  }
}

/** Of a mistake in a loop over many apps, the first few names tell enough. */
const NAMES_SHOWN = 5;

/** The objects that are an app's alone. Claims as patterns: `a` of `x-web` and `a-x` of `web` make the same ones. */
function objectsOf(
  { identity, claims, configData, configMapName, props }: ResolvedApp,
  companions: readonly Companion[],
): string[] {
  const { namespace, name, serviceName } = identity;
  return [
    `StatefulSet ${namespace}/${name}`,
    ...(props.adoption?.governingServiceElsewhere ? [] : [`Service ${namespace}/${serviceName}`]),
    ...(Object.keys(configData).length > 0 ? [`ConfigMap ${namespace}/${configMapName}`] : []),
    ...claims.map((claim) => `PersistentVolumeClaim ${namespace}/${claim.name}-${name}-<ordinal>`),
    ...companions.map((companion) => `${companion.kind} ${namespace}/${companion.name}`),
  ];
}

/** Registers an app's objects, and makes its validation fail where another construct of the tree has them too. */
export function claimOwnership(app: IConstruct, resolved: ResolvedApp, companions: readonly Companion[]): void {
  const owners = Owners.of(app.node.root);
  const objects = objectsOf(resolved, companions);
  for (const object of objects) owners.add(object, app);
  app.node.addValidation({
    validate: () =>
      owners.shared(objects).map((object) => {
        const others = owners.others(object, app).map((other) => other.node.path);
        const more = others.splice(NAMES_SHOWN).length;
        if (more > 0) others.push(`${more} more`);
        const message = `is also emitted by ${others.join(' and ')}, and they would overwrite each other`;
        return formatProblem({ code: 'object-duplicate', prop: object, message });
      }),
  });
}
