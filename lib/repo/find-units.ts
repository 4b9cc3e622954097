import { asObject, asObjects, asText, at } from '../kubernetes/plain';
import { applicationsOf, generatorFiles } from './application-set';
import { applicationUnit } from './argocd';
import { type Described, type Descriptions, describe, ownUrl } from './descriptions';
import type { Files } from './files';
import { kustomizationUnit, releaseUnit, type Surroundings } from './flux';
import { insidePath, type Unit } from './unit';

/** The units that a revision describes. */
export async function describedUnits(
  files: Files,
  origin: string | undefined,
  isIgnored: (path: string) => boolean,
): Promise<readonly Unit[]> {
  await files.load(files.kustomized.flatMap((folder) => files.kustomizationsOf(folder)));
  await files.load(files.paths.filter((path) => /(^|\/)Chart\.yaml$/.test(path)));
  const descriptions = await describe(files, isIgnored);
  await files.load(descriptions.applicationSets.flatMap((set) => generatorFiles(set, files.paths)));
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
  for (const set of descriptions.applicationSets) {
    const { applications, outside } = applicationsOf(set, around);
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
  const generators = applicationSets.flatMap(({ object }) =>
    asObjects(at(object, 'spec', 'generators')).flatMap((each) =>
      asObjects(at(each, 'git', 'directories')).map(({ path }) => ({
        repoURL: at(each, 'git', 'repoURL'),
        path: String(path)
          .slice(0, 1000)
          .replace(/\/?[^/]*[*?[{].*$/, ''),
      })),
    ),
  );
  return [
    ...[...sources, ...generators].map((source) => ({
      url: asText(source['repoURL']),
      path: asText(source['path']) ?? '',
    })),
    ...kustomizations.map(({ object }) => ({
      url: gitUrls.get(asText(at(object, 'spec', 'sourceRef', 'name')) ?? ''),
      path: asText(at(object, 'spec', 'path')) ?? '',
    })),
  ].flatMap(({ url, path }) => (url === undefined || insidePath(path) === undefined ? [] : [{ url, path }]));
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
