import { addTo } from '../kubernetes/groups';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { StatefulWebApp } from '../app/stateful-web-app';
import { DEFAULT_NAMESPACE } from '../kubernetes/naming';
import { formatProblem } from '../messages/diagnostic';

/** An object of a StatefulWebApp that something else in the app emits too. Among themselves, StatefulWebApps find theirs. */
export interface ForeignDuplicate {
  /** The other construct that emits it. */
  readonly construct: IConstruct;
  readonly message: string;
}

/** Among the constructs of one app. */
export function foreignDuplicates(constructs: readonly IConstruct[]): ForeignDuplicate[] {
  const objects = new Map<string, ApiObject[]>();
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    const object = construct as ApiObject;
    const key = `${object.apiGroup} ${object.kind} ${object.metadata.namespace ?? DEFAULT_NAMESPACE}/${object.name}`;
    addTo(objects, key, object);
  }
  return [...objects.values()].filter((same) => same.length > 1).flatMap(duplicatesOf);
}

function duplicatesOf(same: readonly ApiObject[]): ForeignDuplicate[] {
  const owner = same.map(ownerOf).find((app) => app !== undefined);
  if (owner === undefined) return [];
  return same
    .filter((object) => ownerOf(object) === undefined)
    .map((object) => ({
      construct: object,
      message: formatProblem({
        code: 'object-duplicate',
        prop: `${object.kind} ${object.metadata.namespace ?? DEFAULT_NAMESPACE}/${object.name}`,
        message: `is also emitted by ${owner.node.path}, and they would overwrite each other`,
        remedy: 'Give one of them another name or namespace',
      }),
    }));
}

function ownerOf(object: ApiObject): IConstruct | undefined {
  return object.node.scopes.find((scope) => scope instanceof StatefulWebApp);
}
