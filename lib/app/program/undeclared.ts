import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { asObject, at, isPlainObject } from '../../kubernetes/plain';
import { type Need, needsOf } from '../../kubernetes/pod-needs';
import { structOfKind } from '../../kubernetes/fields/fields';
import type { Member } from './program';

/** The kinds that are looked for, and the objects that Kubernetes makes itself. Claims are found by the claims of the app. */
const KINDS: ReadonlyMap<string, { readonly isClusterScoped?: true; readonly isBuiltIn?: (name: string) => boolean }> =
  new Map(
    Object.entries({
      ConfigMap: { isBuiltIn: (name: string) => name === 'kube-root-ca.crt' },
      Secret: {},
      ServiceAccount: { isBuiltIn: (name: string) => name === 'default' },
      PriorityClass: { isClusterScoped: true, isBuiltIn: (name: string) => name.startsWith('system-') },
      RuntimeClass: { isClusterScoped: true },
    }),
  );

/**
 * Objects without which pods do not start, and that nothing in the program declares: neither themselves, nor a custom
 * resource that names them, such as a SealedSecret, an ExternalSecret or a Certificate.
 */
export function adviseUndeclared(members: readonly Member[], root: IConstruct): void {
  const wanted = members.flatMap((member) => neededBy(member).map((need) => ({ member, need })));
  if (wanted.length === 0) return;
  const objects = root.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  const declared = new Map<string, Set<string | undefined>>();
  for (const { kind, name, metadata } of objects) {
    const known = KINDS.get(kind);
    if (known === undefined) continue;
    const key = `${kind} ${name}`;
    // cdk8s gives objects of the cluster the namespace of their chart too.
    declared.set(key, (declared.get(key) ?? new Set()).add(known.isClusterScoped ? undefined : metadata.namespace));
  }
  const open = wanted.filter(({ member, need }) => !isIn(declared.get(`${need.kind} ${need.name}`), member));
  if (open.length === 0) return;
  const apps = new Set(members.map(({ construct }) => construct));
  const named = namesIn(objects.filter(({ node }) => node.scope === undefined || !apps.has(node.scope)));
  for (const { member, need } of open) {
    if (named(need.name)) continue;
    const { kind, name } = need;
    member.report({
      code: 'object-undeclared',
      prop: 'externalObjects',
      message: `nothing in the program declares the ${kind} '${name}', and the pods do not start without it`,
      remedy: `Declare it, or say who creates it: externalObjects: { '${name}': '…' }`,
    });
  }
}

/** Each object once, in the order of the pod. */
function neededBy({ app, statefulSet }: Member): readonly Need[] {
  const external = app.props.externalObjects ?? {};
  const needs = new Map<string, Need>();
  for (const need of needsOf(asObject(at(statefulSet, 'spec', 'template', 'spec')))) {
    const { kind, name } = need;
    const known = KINDS.get(kind);
    if (known === undefined || known.isBuiltIn?.(name) || Object.hasOwn(external, name)) continue;
    needs.set(`${kind} ${name}`, need);
  }
  return [...needs.values()];
}

/** Where one side names no namespace, whoever applies the manifests decides it for both. */
function isIn(namespaces: ReadonlySet<string | undefined> | undefined, { app, construct }: Member): boolean {
  const own = app.namespace ?? Chart.of(construct).namespace;
  return namespaces !== undefined && (own === undefined || namespaces.has(own) || namespaces.has(undefined));
}

/** Whether a custom resource has this text anywhere, or makes objects of names that begin with its own, as operators do. */
function namesIn(objects: readonly ApiObject[]): (name: string) => boolean {
  const texts = new Set<string>();
  const beginnings: string[] = [];
  for (const object of objects) {
    if (structOfKind(object.apiVersion, object.kind) !== undefined) continue;
    collect(object.toJson(), texts);
    beginnings.push(`${object.name}-`);
  }
  return (name) => texts.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (Array.isArray(value)) value.forEach((each) => collect(each, texts));
  else if (isPlainObject(value)) Object.values(value).forEach((each) => collect(each, texts));
}
