import { asText } from '../kubernetes/plain';
import { folderOf } from '../sources/source-names';
import { chartAbove } from './charts';
import type { Files } from './files';
import { kustomizeRoots } from './kustomize-inputs';
import type { Unit } from './unit';

/** Kustomizations and charts that nobody refers to. */
export function undescribedUnits(files: Files, claimed: ReadonlySet<string>): readonly Unit[] {
  const roots = kustomizeRoots(files).filter(
    (folder) =>
      !isHidden(folder) &&
      !files.kustomizationsOf(folder).some((file) => claimed.has(file)) &&
      chartAbove(folder, files) === undefined,
  );
  const kustomized = roots.map((path): Unit => {
    const isCluster = path !== '' && files.kustomizationsOf(path)[0]?.endsWith('/Kustomization') === true;
    return {
      ...plainUnit('Folder', path, [{ as: 'kustomize', path, added: {}, generated: false }]),
      ...(isCluster ? { cluster: path.slice(path.lastIndexOf('/') + 1) } : {}),
    };
  });
  const charts = files.paths
    .filter((path) => /(^|\/)Chart\.yaml$/.test(path) && !claimed.has(path) && !isHidden(path))
    .map(folderOf)
    .filter((folder) => chartAbove(folderOf(folder), files) === undefined || folder === '')
    .filter(
      (folder) => files.documents(folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`)[0]?.['type'] !== 'library',
    )
    .map((path): Unit => {
      const name = asText(files.documents(path === '' ? 'Chart.yaml' : `${path}/Chart.yaml`)[0]?.['name']);
      const build = {
        as: 'helm',
        path,
        release: name ?? 'release-name',
        namespace: 'default',
        valueFiles: [],
        values: [],
        parameters: [],
        upgrade: true,
      } as const;
      return { ...plainUnit('Chart', path, [build]), pipeline: 'helm' };
    });
  return [...kustomized, ...charts];
}

/** What nobody describes. */
export function plainUnit(kind: Unit['kind'], path: string, builds: Unit['builds']): Unit {
  const name = path === '' ? '.' : path;
  return { key: `${kind} ${name}`, kind, name, apply: 'client', whenRemoved: 'unknown', builds, outside: [] };
}

function isHidden(path: string): boolean {
  return path.split('/').some((step) => step.startsWith('.'));
}
