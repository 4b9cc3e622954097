import { asObject, asObjects, asText, at, type PlainObject } from '../kubernetes/plain';
import { line } from '../messages/line';
import { applicationsOf, generatorFiles } from './application-set';
import { applicationUnit } from './argocd';
import { type Described, type Descriptions, describe, ownUrl, scan } from './descriptions';
import type { Files } from './files';
import { kustomizationUnit, releaseUnit, type Surroundings } from './flux';
import { idleUnits } from './idle';
import { inputsOf } from './inputs';
import { pluginFiles } from './kustomize-inputs';
import { Parents, type Render } from './parents';
import { undescribedUnits } from './undescribed';
import { insidePath, type Unit } from './unit';

/** The units that a revision describes. */
export interface FoundUnits {
  readonly units: readonly Unit[];
  /** Those that nobody applies. */
  readonly idle: readonly Unit[];
  /** Names of units that describe others, and cannot be built. */
  readonly failed: ReadonlySet<string>;
  /** What could not be found out, for the user. */
  readonly notes: readonly string[];
}

/** How deep units describe units that describe units. Nobody means more. */
const MOST_ROUNDS = 6;

/** What all ApplicationSets make together. */
const MOST_GENERATED = 5000;

/**
 * The units that a revision describes. What a unit makes of the objects that describe others (an app of apps that is a chart, a patch of a
 * Kustomization) takes their place: they are read from what the tool builds.
 */
export async function describedUnits(
  files: Files,
  origin: string | undefined,
  isIgnored: (path: string) => boolean,
  render: Render,
): Promise<FoundUnits> {
  await files.look(files.kustomized.flatMap((folder) => files.kustomizationsOf(folder)));
  await files.look(pluginFiles(files));
  await files.look(files.paths.filter((path) => /(^|\/)Chart\.yaml$/.test(path)));
  const scanned = await scan(files, isIgnored);
  const parents = new Parents(files, scanned, render);
  let all = scanned.described;
  let units = await unitsOf(all, files, origin);
  let idle: ReadonlySet<Unit> = new Set();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const claimed = new Set(units.flatMap((unit) => [...inputsOf(unit, files)]));
    const roots = undescribedUnits(files, claimed).filter(({ name }) => !isIgnored(name));
    idle = idleUnits(units, roots, files);
    const described = await parents.describedBy([...units.filter((unit) => !idle.has(unit)), ...roots]);
    if (isSame(described, all)) break;
    all = described;
    units = await unitsOf(all, files, origin);
  }
  const notes = [
    ...parents.notes,
    ...[...files.unseen].sort().map((path) => `${line(path)} is too large to be searched for what it describes`),
  ];
  return { units: units.filter((unit) => !idle.has(unit)), idle: [...idle], failed: parents.failed, notes };
}

function isSame(left: readonly Described[], right: readonly Described[]): boolean {
  return left === right || (left.length === right.length && JSON.stringify(left) === JSON.stringify(right));
}

async function unitsOf(all: readonly Described[], files: Files, origin: string | undefined): Promise<readonly Unit[]> {
  const descriptions = await describe(all, files);
  await files.look(descriptions.applicationSets.flatMap((set) => generatorFiles(set, files.paths)));
  const around: Surroundings = {
    files,
    descriptions,
    isOwn: ownUrl(origin, claimsOf(descriptions), (path) => files.hasFolder(path) && path !== ''),
  };
  const units: (Unit | undefined)[] = [
    ...descriptions.kustomizations.map((each) => kustomizationUnit(each, around)),
    ...descriptions.releases.map((each) => releaseUnit(each, around)),
    ...descriptions.applications.map((each) => applicationUnit(each, around)),
  ];
  let room = MOST_GENERATED;
  for (const set of descriptions.applicationSets) {
    const { applications, outside } =
      room > 0
        ? applicationsOf(set, around)
        : { applications: [], outside: [`more than ${MOST_GENERATED} Applications`] };
    room -= applications.length;
    units.push(...applications.map((each) => applicationUnit(each, around, true)), ...undecided(set, outside));
  }
  return units.filter((unit) => unit !== undefined);
}

function claimsOf({
  kustomizations,
  applications,
  applicationSets,
  gitUrls,
}: Descriptions): { url: string; path: string }[] {
  const sources = [
    ...applications.map(({ object }) => object),
    ...applicationSets.map(({ object }) => at(object, 'spec', 'template')),
  ].flatMap((each) => [asObject(at(each, 'spec', 'source')), ...asObjects(at(each, 'spec', 'sources'))]);
  const generators = applicationSets.flatMap(({ object }) => gitClaims(at(object, 'spec', 'generators')));
  return [
    ...[...sources, ...generators].map((source) => ({
      url: asText(source['repoURL']),
      // Of a template, what stands before its first value.
      path: (asText(source['path']) ?? '').replace(/\/?[^/]*\{\{[^]*$/, ''),
    })),
    ...kustomizations.map(({ object }) => ({
      url: gitUrls.get(asText(at(object, 'spec', 'sourceRef', 'name')) ?? ''),
      path: asText(at(object, 'spec', 'path')) ?? '',
    })),
  ].flatMap(({ url, path }) => (url === undefined || insidePath(path) === undefined ? [] : [{ url, path }]));
}

/** The folders in which git generators look, those inside of others too. */
function gitClaims(generators: unknown): PlainObject[] {
  return asObjects(generators).flatMap((each) => [
    ...[...asObjects(at(each, 'git', 'directories')), ...asObjects(at(each, 'git', 'files'))].map(({ path }) => ({
      repoURL: at(each, 'git', 'repoURL'),
      path: String(path)
        .slice(0, 1000)
        .replace(/\/?[^/]*[*?[{].*$/, ''),
    })),
    ...gitClaims(at(each, 'matrix', 'generators')),
    ...gitClaims(at(each, 'merge', 'generators')),
  ]);
}

/** What of an ApplicationSet the repository does not decide. */
function undecided({ file, object }: Described, outside: readonly string[]): Unit[] {
  const name = asText(at(object, 'metadata', 'name'));
  if (outside.length === 0 || name === undefined) return [];
  return [
    {
      key: `ApplicationSet ${name}`,
      kind: 'Application',
      name,
      file,
      pipeline: 'argocd',
      apply: 'client',
      whenRemoved: 'unknown',
      builds: [],
      outside,
    },
  ];
}
