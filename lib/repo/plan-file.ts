import { asList, isPlainObject, type PlainObject } from '../kubernetes/plain';
import { splitDocuments } from '../manifests/documents';
import { flawText, parse } from '../manifests/parse';
import { UserError } from '../messages/user-error';
import { type Pipeline, PIPELINES } from '../pipelines/tool';
import { TOOLS } from '../pipelines/tools';
import { APPLY_MODES, type ApplyMode } from '../plan/types';
import type { Files } from './files';
import { matchesGlob } from './glob';
import { isPlainManifest } from './kustomize-inputs';
import { type Build, insidePath, type Unit } from './unit';

/** Says what cannot be found in a repository: `plan.yaml` at its top. */
export const PLAN_FILE = 'plan.yaml';

export interface PlanFile {
  readonly units: readonly NamedUnit[];
  /** Globs of paths that are no part of any unit that nobody describes, and that describe none. */
  readonly ignore: readonly string[];
}

interface NamedUnit {
  readonly path: string;
  readonly name?: string;
  readonly pipeline?: Pipeline;
  readonly apply?: ApplyMode;
  readonly namespace?: string;
  readonly cluster?: string;
  readonly prune?: boolean;
  readonly release?: string;
  readonly values?: readonly string[];
}

const EMPTY: PlanFile = { units: [], ignore: [] };
const TEXTS = ['path', 'name', 'pipeline', 'apply', 'namespace', 'cluster', 'release'] as const;
/** In a file that cannot be read. */
const OWN_KEY = /^["']?(units|ignore)["']?\s*:/m;
const FIELDS: ReadonlySet<string> = new Set([...TEXTS, 'prune', 'values']);

/**
 * The `plan.yaml` of a revision; empty where there is none, or one of another program, which has neither `units` nor `ignore`.
 *
 * @throws UserError for a wrong entry
 */
export async function readPlanFile(files: Files): Promise<PlanFile> {
  if (!files.has(PLAN_FILE)) return EMPTY;
  await files.look([PLAN_FILE]);
  if (files.unseen.has(PLAN_FILE)) throw new UserError(`${PLAN_FILE} is too large. Split what it names by folders`);
  const [document] = splitDocuments(PLAN_FILE, files.text(PLAN_FILE));
  if (document === undefined) return EMPTY;
  const { value, errors, flaws } = parse(document);
  const map = isPlainObject(value) ? value : {};
  if (!('units' in map || 'ignore' in map) && (errors.length === 0 || !OWN_KEY.test(document.text))) return EMPTY;
  const [wrong] = [...errors, ...flaws.map(flawText), ...problems(map)];
  if (wrong !== undefined) throw new UserError(`${PLAN_FILE}: ${wrong}`);
  return {
    units: asList(map['units']).map((each) => {
      const unit = each as NamedUnit;
      return { ...unit, path: insidePath(unit.path) ?? '' };
    }),
    ignore: asList(map['ignore']) as string[],
  };
}

function problems(value: PlainObject): string[] {
  const unknown = Object.keys(value).filter((key) => key !== 'units' && key !== 'ignore');
  return [
    ...unknown.map((key) => `unknown key '${key}'. The keys are \`units\` and \`ignore\``),
    ...(isListOf(value['ignore'], (each) => typeof each === 'string') ? [] : ['`ignore` must be a list of paths']),
    ...(isListOf(value['units'], isPlainObject)
      ? asList(value['units']).flatMap(unitProblems)
      : ['`units` must be a list of maps']),
  ];
}

function isListOf(value: unknown, isGood: (item: unknown) => boolean): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every(isGood));
}

function unitProblems(unit: unknown, index: number): string[] {
  if (!isPlainObject(unit)) return [];
  const at = `units[${index}]`;
  const path = unit['path'];
  const choice = (key: 'pipeline' | 'apply', choices: readonly string[]): string[] =>
    unit[key] === undefined || choices.includes(String(unit[key]))
      ? []
      : [`${at}.${key} must be one of ${choices.join(', ')}`];
  return [
    ...Object.keys(unit).flatMap((key) =>
      FIELDS.has(key) ? [] : [`${at} has the unknown key '${key}'. The keys are ${[...FIELDS].join(', ')}`],
    ),
    ...TEXTS.flatMap((key) =>
      unit[key] === undefined || typeof unit[key] === 'string' ? [] : [`${at}.${key} must be text`],
    ),
    ...(typeof path !== 'string' || insidePath(path) === undefined
      ? [`${at}.path must be a folder of the repository`]
      : []),
    ...choice('pipeline', PIPELINES),
    ...choice('apply', APPLY_MODES),
    ...(unit['prune'] === undefined || typeof unit['prune'] === 'boolean' ? [] : [`${at}.prune must be true or false`]),
    ...(isListOf(unit['values'], (each) => typeof each === 'string') ? [] : [`${at}.values must be a list of paths`]),
  ];
}

/** The units that a plan file names, as far as their folders exist in the revision. */
export function namedUnits(planFile: PlanFile, files: Files): readonly Unit[] {
  return planFile.units
    .filter(({ path }) => files.hasFolder(path))
    .map((given): Unit => {
      const { path, pipeline, namespace, cluster, prune } = given;
      const build = buildOf(given, files);
      const name = given.name ?? (path === '' ? '.' : path);
      return {
        key: `Folder ${name}`,
        kind: 'Folder',
        name,
        file: PLAN_FILE,
        ...(pipeline === undefined ? {} : { pipeline }),
        apply: given.apply ?? TOOLS[pipeline ?? 'kubectl'].apply,
        ...(namespace === undefined ? {} : { namespace }),
        ...(cluster === undefined ? {} : { cluster }),
        ...(prune === undefined ? {} : { prune }),
        whenRemoved: 'unknown',
        builds: [build],
        outside: [],
      };
    });
}

function buildOf({ path, release, namespace, values = [] }: NamedUnit, files: Files): Build {
  if (files.has(path === '' ? 'Chart.yaml' : `${path}/Chart.yaml`)) {
    return {
      as: 'helm',
      path,
      release: release ?? 'release-name',
      namespace: namespace ?? 'default',
      valueFiles: values.flatMap((each) => insidePath(each) ?? []),
      values: [],
      parameters: [],
      upgrade: true,
    };
  }
  return files.kustomizationsOf(path).length > 0
    ? { as: 'kustomize', path, added: {}, generated: false }
    : { as: 'files', paths: files.below(path).filter(isPlainManifest) };
}

/**
 * What to leave out. An entry counts once it is merged, so that no change can hide itself: what only AFTER has is returned apart.
 */
export function ignoredBy(
  before: PlanFile,
  after: PlanFile,
): { readonly isIgnored: (path: string) => boolean; readonly pending: readonly string[] } {
  const globs = before.ignore;
  return {
    isIgnored: (path) =>
      globs.some((glob) => matchesGlob(path, glob) || matchesGlob(path, `${glob.replace(/\/+$/, '')}/**`)),
    pending: after.ignore.filter((each) => !globs.includes(each)),
  };
}
