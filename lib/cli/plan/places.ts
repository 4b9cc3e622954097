import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { type FieldPlace, placeOfField } from '../../manifests/place-of-field';
import type { ManifestSet, ReadObject } from '../../manifests/read';
import { refOf } from '../../plan/facts/identity';
import type { Finding, ObjectRef } from '../../plan/types';

/** Tells where the field of a finding stands in a file; undefined where that is not known. */
export interface PlaceFinder {
  of(change: ObjectRef, finding: Pick<Finding, 'path'>): FieldPlace | undefined;
}

/** Where the fields of findings stand: in AFTER, or in BEFORE if the object or the field is only there. */
export class Places implements PlaceFinder {
  private readonly sides: readonly ReadonlyMap<string, readonly ReadObject[]>[];

  public constructor(before: Pick<ManifestSet, 'objects'>, after: Pick<ManifestSet, 'objects'>) {
    this.sides = [after, before].map(({ objects }) => {
      const byName = new Map<string, ReadObject[]>();
      for (const object of objects) {
        const key = keyOf(refOf(object.manifest));
        addTo(byName, key, object);
      }
      return byName;
    });
  }

  /** Undefined of what is in no file that was read. */
  public of(change: ObjectRef, { path }: Pick<Finding, 'path'>): FieldPlace | undefined {
    for (const side of this.sides) {
      const found = (side.get(keyOf(change)) ?? []).find(({ manifest }) => fits(change, manifest));
      // What kustomize built stands in no file.
      if (found === undefined || /(^|\/)built$/.test(found.file.path)) continue;
      const place = placeOfField(found, path);
      // Of a commit: `main:dist/web.yaml` is dist/web.yaml.
      return found.file.committed === true ? { ...place, file: place.file.replace(/^[^:]*:/, '') } : place;
    }
    return undefined;
  }
}

function keyOf({ group, kind, name }: ObjectRef): string {
  return JSON.stringify([group, kind, name]);
}

/** A manifest without a namespace may go to any: then the first of its name is taken. */
function fits({ namespace }: ObjectRef, { metadata }: Manifest): boolean {
  return metadata.namespace === undefined || namespace === undefined || metadata.namespace === namespace;
}
