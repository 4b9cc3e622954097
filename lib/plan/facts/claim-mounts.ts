import { parseImage } from '../../kubernetes/image-tag';
import { asObjects, asText, at, type PlainObject } from '../../kubernetes/plain';
import { claimsFor } from './stateful-set-change';
import { placeOutside } from './data-outside';
import { containersOf, type StatefulSetView } from './stateful-set-view';

/** What keeps the data of a volume: a claim of the set's own, by its template, a claim by its name, or a place outside Kubernetes. */
export interface ClaimSource {
  readonly from: 'template' | 'claim' | 'outside';
  readonly name: string;
}

/** One place where a container sees a claim. */
export interface Mount {
  readonly list: string;
  readonly container: string;
  readonly field: 'volumeMounts' | 'volumeDevices';
  readonly volume: string;
  /** What is mounted, whatever the volume is called: a claim template or a claim. */
  readonly source: ClaimSource;
  readonly path: string;
  /** With its variables filled in. */
  readonly subPath: string;
  readonly subPathField: 'subPath' | 'subPathExpr';
}

/** All mounts of claims, those of block devices included. */
export function claimMounts(set: StatefulSetView): readonly Mount[] {
  return containersOf(set).flatMap(({ list, container }) =>
    (['volumeMounts', 'volumeDevices'] as const).flatMap((field) =>
      asObjects(container[field]).flatMap((mount) => {
        const volume = asText(mount['name']) ?? '';
        const source = sourceOf(set, volume);
        if (source === undefined) return [];
        const expression = asText(mount['subPathExpr']);
        return {
          list,
          container: asText(container['name']) ?? '',
          field,
          volume,
          source,
          path: trimmed(asText(mount['mountPath'] ?? mount['devicePath']) ?? ''),
          subPath: trimmed(expression === undefined ? (asText(mount['subPath']) ?? '') : filled(expression, container)),
          subPathField: expression === undefined ? ('subPath' as const) : ('subPathExpr' as const),
        };
      }),
    ),
  );
}

export function sourceOf(set: StatefulSetView, volume: string): ClaimSource | undefined {
  if (set.templates.includes(volume)) return { from: 'template', name: volume };
  const own = volumeOf(set, volume);
  const name = asText(at(own, 'persistentVolumeClaim', 'claimName'));
  if (name !== undefined) return { from: 'claim', name };
  const place = own === undefined ? undefined : placeOutside(own);
  return place === undefined ? undefined : { from: 'outside', name: place };
}

export function volumeOf(set: StatefulSetView, name: unknown): PlainObject | undefined {
  return asObjects(at(set.spec, 'template', 'spec', 'volumes')).find((volume) => volume['name'] === name);
}

/** The claims behind a source, by name; `the claims of 'www'` where no pod runs. */
export function claimsOfSource(set: StatefulSetView, { from, name }: ClaimSource): readonly string[] {
  if (from !== 'template') return [name];
  const claims = claimsFor(set, [name]);
  return claims.length > 0 ? claims : [`the claims of '${name}'`];
}

/** The claims behind several mounts, each once. */
export function claimsOfMounts(set: StatefulSetView, mounts: readonly Mount[]): readonly string[] {
  const sources = mounts.map(({ source }) => source);
  return sources
    .filter((source, index) => sources.findIndex((each) => sameSource(each, source)) === index)
    .flatMap((source) => claimsOfSource(set, source));
}

export function sameSource(left: ClaimSource, right: ClaimSource): boolean {
  return left.from === right.from && left.name === right.name;
}

/** The container that has this mount. */
export function containerOf(
  set: StatefulSetView,
  { list, container }: Pick<Mount, 'list' | 'container'>,
): PlainObject | undefined {
  return containersOf(set).find((each) => each.list === list && each.container['name'] === container)?.container;
}

/** Where a container of before goes on: under its name, or as the one container that can be the same under another. */
export function counterpart(
  mount: Pick<Mount, 'list' | 'container'>,
  before: StatefulSetView,
  after: StatefulSetView,
): PlainObject | undefined {
  const own = (set: StatefulSetView): readonly PlainObject[] =>
    containersOf(set)
      .filter(({ list }) => list === mount.list)
      .map(({ container }) => container);
  const [old, now] = [own(before), own(after)];
  const same = now.find((each) => each['name'] === mount.container);
  if (same !== undefined) return same;
  const names = (list: readonly PlainObject[]): ReadonlySet<unknown> => new Set(list.map((each) => each['name']));
  const gone = old.filter((each) => !names(now).has(each['name']));
  const come = now.filter((each) => !names(old).has(each['name']));
  // Init containers come and go, each for a task of its own.
  if (mount.list === 'containers' && gone.length === 1 && come.length === 1) return come[0];
  const image = (each: PlainObject | undefined): string => parseImage(asText(each?.['image']) ?? '').repository;
  const wanted = image(gone.find((each) => each['name'] === mount.container));
  const alike = come.filter((each) => image(each) === wanted);
  return alike.length === 1 && gone.filter((each) => image(each) === wanted).length === 1 ? alike[0] : undefined;
}

/** `$(POD)` by the container's own variables; those that come from elsewhere by where they come from. */
function filled(expression: string, container: PlainObject): string {
  const variables = asObjects(container['env']);
  return expression.replace(/\$\(([^)]+)\)/g, (whole, name: string) => {
    const variable = variables.filter((each) => each['name'] === name).at(-1);
    if (variable === undefined) return whole;
    const from = asText(at(variable, 'valueFrom', 'fieldRef', 'fieldPath'));
    return asText(variable['value']) ?? (from === undefined ? whole : `$(${from})`);
  });
}

export function trimmed(path: string): string {
  return path.replace(/(.)\/+$/, '$1');
}
