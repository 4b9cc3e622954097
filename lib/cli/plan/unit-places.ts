import { addTo } from '../../kubernetes/groups';
import { groupOf } from '../../kubernetes/object-kind';
import { type FieldPlace, fieldDepth, placeOfField } from '../../manifests/place-of-field';
import { lineOfPath } from '../../manifests/place';
import { readManifests, type ReadObject } from '../../manifests/read';
import { Secrets } from '../../manifests/secrets/hide';
import type { Finding, ObjectRef } from '../../plan/types';
import { fileOf } from '../../repo/builders/files';
import type { UnitChange } from '../../repo/compare';
import type { Files } from '../../repo/files';
import { inputsOf } from '../../repo/inputs';
import type { Unit } from '../../repo/unit';
import { isManifestName } from '../../sources/source-names';
import type { PlaceFinder } from './places';

/** A unit in one of the two revisions. */
interface Side {
  readonly unit: Unit;
  readonly files: Files;
}

/**
 * Where the findings of a unit stand in the repository: in the file of the object, or for what Kustomize built in the resource or patch
 * that holds the field, else where the unit is described.
 */
export class UnitPlaces implements PlaceFinder {
  private readonly sides: readonly Side[];
  private readonly indexed = new Map<Side, Map<string, ReadObject[]>>();
  private readonly read = new Map<Side, readonly ReadObject[]>();

  public constructor(change: UnitChange, before: Files, after: Files) {
    this.sides = [
      ...(change.after === undefined ? [] : [{ unit: change.after, files: after }]),
      ...(change.before === undefined ? [] : [{ unit: change.before, files: before }]),
    ];
  }

  public of(change: ObjectRef, { path }: Pick<Finding, 'path'>): FieldPlace | undefined {
    if (this.sides.some(({ unit }) => unit.kind === change.kind && unit.name === change.name)) return this.ofUnit();
    for (const side of this.sides) {
      const [best] = this.candidates(side, change)
        .map((object) => ({ object, rank: rankOf(change, object, path) }))
        .filter(({ rank }) => rank > 0)
        .sort((a, b) => b.rank - a.rank);
      if (best !== undefined) return { ...placeOfField(best.object, path), file: best.object.file.path };
    }
    return this.ofUnit();
  }

  /** Those of the same name; else those of the same kind, of whose name Kustomize may have made a longer one. */
  private candidates(side: Side, { group, kind, name }: ObjectRef): readonly ReadObject[] {
    const index = this.indexed.get(side) ?? new Map<string, ReadObject[]>();
    if (!this.indexed.has(side))
      for (const object of this.sourcesOf(side)) {
        const own = `${groupOf(object.manifest)}/${object.manifest.kind}`;
        addTo(index, own, object);
        addTo(index, `${own} ${String(object.manifest.metadata.name)}`, object);
      }
    this.indexed.set(side, index);
    return index.get(`${group}/${kind} ${name}`) ?? index.get(`${group}/${kind}`) ?? [];
  }

  /** Where the unit is described; where nobody does, its kustomization or its chart. */
  private ofUnit(): FieldPlace | undefined {
    const [side] = this.sides;
    if (side === undefined) return undefined;
    const { unit, files } = side;
    if (unit.file === undefined) {
      const [build] = unit.builds;
      const inputs = [...inputsOf(unit, files)];
      const folder = build !== undefined && 'path' in build ? build.path : '';
      const file = files.kustomizationsOf(folder)[0] ?? inputs.find((each) => each.endsWith('Chart.yaml')) ?? inputs[0];
      return file === undefined ? undefined : { file, line: 1, column: 1 };
    }
    const described = readManifests([fileOf(unit.file, files.rawText(unit.file))], new Map(), new Secrets()).objects;
    const own =
      described.find(
        ({ manifest }) => manifest.kind === unit.kind && unit.name.split('/').at(-1) === manifest.metadata.name,
      ) ?? described.find(({ manifest }) => manifest.kind === 'ApplicationSet');
    const place = own === undefined ? { line: 1, column: 1 } : lineOfPath(own.document, own.path);
    return { file: unit.file, ...place };
  }

  /** Objects in the files that a unit is made of, with patches of objects. Templates of charts are none. */
  private sourcesOf(side: Side): readonly ReadObject[] {
    const known = this.read.get(side);
    if (known !== undefined) return known;
    const { unit, files } = side;
    const paths = unit.builds.some(({ as }) => as === 'helm')
      ? []
      : [...inputsOf(unit, files)].filter((path) => isManifestName(path) && files.isLoaded(path));
    const { objects } = readManifests(
      paths.map((path) => fileOf(path, files.rawText(path))),
      new Map(),
      new Secrets(),
    );
    this.read.set(side, objects);
    return objects;
  }
}

/** An equal name comes before one that Kustomize made longer, then the object that holds more of the field's path; 0 is another object. */
function rankOf({ name, namespace }: ObjectRef, object: ReadObject, path: string): number {
  const { metadata } = object.manifest;
  const own = typeof metadata.name === 'string' ? metadata.name : '';
  if (own === '' || !name.includes(own)) return 0;
  const equal = own === name ? 1 : 0;
  const isHere = metadata.namespace === undefined || metadata.namespace === namespace ? 1 : 0;
  return 1 + equal * 1e6 + isHere * 1e5 + fieldDepth(object, path) * 1e3 + own.length;
}
