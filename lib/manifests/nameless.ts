import type { Tool } from '../pipelines/tool';
import type { LocatedObject } from './objects';
import { placeOfPath } from './place';

/** What has `generateName` and no name cannot be applied; only a hook can be created anew each time. */
export function nameless(objects: readonly LocatedObject[], tool: Tool | undefined): string[] {
  return objects.flatMap(({ manifest, document, path }) =>
    isNameless(manifest.metadata) && (tool === undefined || !tool.createsNameless(manifest))
      ? [
          `${placeOfPath(document, [...path, 'metadata'])}: metadata.name is missing in this ${manifest.kind}: apply cannot follow an object by generateName. Give it a name`,
        ]
      : [],
  );
}

function isNameless(metadata: Readonly<Record<string, unknown>>): boolean {
  return metadata['name'] === undefined || metadata['name'] === '';
}
