import { join, posix } from 'node:path';
import { asObjects, asText, copy, type PlainObject } from '../../kubernetes/plain';
import { findProgram, MOST_FILES } from '../../sources/bounded-run';
import type { Files } from '../files';
import { chartFiles, localDependencies } from '../inputs';
import type { Build } from '../unit';
import type { BuildOptions } from './build-options';
import { type Built, failed } from './built';
import { fileOf } from './files';
import { postRender } from './post-render';
import { runTool } from './tool-run';

type HelmBuild = Extract<Build, { as: 'helm' }>;

/** What `helm template` makes of a chart in the repository. Charts that it depends on and that are not there are left out. */
export async function buildHelm(build: HelmBuild, files: Files, options: BuildOptions): Promise<Built> {
  const { path, release, namespace, valueFiles, values, parameters, upgrade, postRenderers = [] } = build;
  const unit = `the chart '${path}'`;
  if (!files.has(posix.join(path, 'Chart.yaml'))) return failed('refused', `'${path}' has no Chart.yaml`);
  const missing = valueFiles.filter((each) => !files.has(each));
  await files.load([...chartFiles(path, files), ...valueFiles]);
  const { given, outside, badName } = chartOf(path, files);
  if (given.size > MOST_FILES) return failed('too-large', `${unit} has more than ${MOST_FILES} files`);
  if (badName !== undefined)
    return failed('refused', `${unit} depends on '${badName}', which is not a valid chart name`);
  const helm = findProgram('helm');
  if (helm === undefined) return failed('not-installed', `helm is not installed to render ${unit}`, outside);
  const known = valueFiles.filter((each) => files.has(each));
  known.forEach((each, index) => given.set(`values/${index}.yaml`, files.bytes(each)));
  values.forEach((each, index) => given.set(`values/own-${index}.json`, JSON.stringify(each)));
  const rendered = await runTool(
    {
      title: 'helm template',
      program: helm,
      args: (work) => [
        ...['template', nameOf(release), join(work, 'chart'), '--namespace', nameOf(namespace), '--include-crds'],
        ...['--kube-version', `${options.kubernetes}.0`],
        ...apiVersionsOf(options),
        ...(upgrade ? ['--is-upgrade'] : []),
        ...known.flatMap((_, index) => ['--values', join(work, 'values', `${index}.yaml`)]),
        ...values.flatMap((_, index) => ['--values', join(work, 'values', `own-${index}.json`)]),
        ...parameters.flatMap(({ name, value, text }) => [text ? '--set-string' : '--set', `${name}=${value}`]),
      ],
      files: given,
      unit,
      ...(options.mostMs === undefined ? {} : { mostMs: options.mostMs }),
    },
    files,
  );
  const unknown = [...outside, ...missing.map((each) => `values in ${each}, which does not exist`)];
  const made =
    typeof rendered !== 'string' || postRenderers.length === 0
      ? rendered
      : await postRender(rendered, postRenderers, unit, files, options.mostMs);
  if (typeof made !== 'string') return { files: [], outside: unknown, unread: [], failure: made };
  return { files: [fileOf(posix.join(path, '(rendered)'), made)], outside: unknown, unread: [] };
}

/** Charts ask for a version, and for a kind of a version. */
function apiVersionsOf({ apiVersions = [] }: BuildOptions): readonly string[] {
  const versions = apiVersions.map((each) => each.replace(/\/[^/]*$/, ''));
  return [...new Set([...versions, ...apiVersions])].flatMap((each) => ['--api-versions', each]);
}

/** A name that begins with `-` would be an option. */
function nameOf(name: string): string {
  return name === '' || name.startsWith('-') ? 'release-name' : name;
}

/** A name becomes a folder. */
const CHART_NAME = /^(?!\.{1,2}$)[\w.-]+$/;

/** The chart as it is given to Helm: with the charts beside it, and without those that would have to be fetched. */
function chartOf(
  path: string,
  files: Files,
): {
  readonly given: Map<string, string | Uint8Array>;
  readonly outside: readonly string[];
  readonly badName?: string;
} {
  const given = new Map<string, string | Uint8Array>();
  const outside: string[] = [];
  let badName: string | undefined;
  const add = (folder: string, to: string, depth: number): void => {
    // Charts that depend on themselves under many names would never end.
    if (given.size > MOST_FILES) return;
    for (const each of files.below(folder)) {
      const inside = folder === '' ? each : posix.relative(folder, each);
      if (inside !== 'Chart.lock') given.set(posix.join(to, inside), files.bytes(each));
    }
    const [chart] = files.documents(posix.join(folder, 'Chart.yaml'));
    const local = new Map(localDependencies(folder, files).map((each) => [each.name, each.path]));
    const archives = files
      .in(posix.join(folder, 'charts'))
      .filter((each) => each.endsWith('.tgz'))
      .map((each) => posix.basename(each));
    const added = new Set<string>();
    const kept: PlainObject[] = [];
    for (const each of asObjects(chart?.['dependencies'])) {
      const name = String(each['name']);
      if (!CHART_NAME.test(name)) badName ??= name;
      const beside = local.get(name);
      const isThere =
        added.has(name) ||
        files.hasFolder(posix.join(folder, 'charts', name)) ||
        archives.some((each) => each.startsWith(`${name}-`));
      if (beside !== undefined && !isThere && depth < 5 && badName === undefined) {
        add(beside, posix.join(to, 'charts', name), depth + 1);
        added.add(name);
      }
      if (isThere || beside !== undefined) kept.push(beside === undefined ? each : withoutVersion(each));
      else {
        const version = asText(each['version']);
        outside.push(
          `the chart ${name}${version === undefined ? '' : ` ${version}`} of ${asText(each['repository']) ?? 'elsewhere'}`,
        );
      }
    }
    if (chart !== undefined && chart['dependencies'] !== undefined)
      given.set(posix.join(to, 'Chart.yaml'), JSON.stringify({ ...copy(chart), dependencies: kept }));
  };
  add(path, 'chart', 0);
  return { given, outside, ...(badName === undefined ? {} : { badName }) };
}

/** Which version lies beside it does not matter. */
function withoutVersion(dependency: PlainObject): PlainObject {
  return { ...dependency, version: '*', repository: '' };
}
