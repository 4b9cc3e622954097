import { line } from '../../messages/line';
import { TOOLS } from '../../pipelines/tools';
import type { Unit } from '../../repo/unit';

/** A unit as a report names it: `Kustomization flux-system/apps`. */
export function unitName({ kind, name }: Pick<Unit, 'kind' | 'name'>): string {
  return line(`${kind} ${name}`);
}

/** What is known of a unit, in the order in which reports give it. */
export function unitFacts(unit: Unit): readonly (readonly [name: string, value: string])[] {
  const paths = [...new Set(unit.builds.flatMap((build) => ('path' in build ? build.path : unit.name)))];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['path', paths.length === 0 ? undefined : paths.map((path) => (path === '' ? '.' : path)).join(', ')],
    ['pipeline', unit.pipeline === undefined ? undefined : TOOLS[unit.pipeline].title],
    ['namespace', unit.namespace],
    ['cluster', unit.cluster],
    ['prune', unit.prune === undefined ? undefined : String(unit.prune)],
    ['apply', unit.apply],
    ['dependsOn', listOf(unit.dependsOn)],
    ['holdsUp', listOf(unit.holdsUp)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, line(value)] as const]));
}

function listOf(names: readonly string[] | undefined): string | undefined {
  return names === undefined || names.length === 0 ? undefined : names.join(', ');
}

/** `Kustomization flux-system/apps (path apps, pipeline Flux, …)`. */
export function unitTitle(unit: Unit): string {
  const facts = unitFacts(unit)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return `${unitName(unit)} (${facts})`;
}
