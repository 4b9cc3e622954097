import { posix } from 'node:path';
import { asText, at, type PlainObject } from '../kubernetes/plain';
import { splitDocuments } from '../manifests/documents';
import type { SourceFile } from '../manifests/source-file';
import { line } from '../messages/line';
import type { Built } from './builders/built';
import { type Described, isDataHolder, type Scan } from './descriptions';
import { documentsOf, type Files } from './files';
import { clusterOfFile } from './flux';
import { directoryFiles, inputsOf } from './inputs';
import { kustomizeInputs } from './kustomize-inputs';
import type { Build, Parentage, Unit } from './unit';

/** Builds a unit of a revision. */
export type Render = (unit: Unit, files: Files) => Promise<Built>;

/** Whoever has more of them waits for nothing else. */
const LONGEST_MS = 60_000;

/** More than anybody means; a pull request of a stranger may ask for any number. */
const MOST_CHILDREN = 1000;

const DESCRIBING = new Set(['Application', 'ApplicationSet', 'GitRepository', 'HelmRelease', 'Kustomization']);
const GROUP = /^(argoproj\.io|(kustomize|helm|source)\.toolkit\.fluxcd\.io)\//;

/** What a unit makes of descriptions of others. */
interface Output {
  readonly described: readonly Described[];
  /** Files whose descriptions these take the place of. */
  readonly replaced: ReadonlySet<string>;
  /** What the unit makes of its own description, which takes the place of that alone. */
  readonly self?: Described;
}

/** Units that describe others, and do not leave the descriptions as they stand in files. */
export class Parents {
  public readonly notes: string[] = [];
  /** Names of those that cannot be built. */
  public readonly failed = new Set<string>();
  private readonly byFile = new Map<string, Described[]>();
  private readonly known = new Map<string, Output | undefined>();
  private spentMs = 0;

  public constructor(
    private readonly files: Files,
    private readonly scanned: Scan,
    private readonly render: Render,
  ) {
    for (const each of scanned.described) {
      if (!changesUnits(each.object)) continue;
      const known = this.byFile.get(each.file);
      if (known === undefined) this.byFile.set(each.file, [each]);
      else known.push(each);
    }
  }

  /** All that describes a unit, with these units in the repository. */
  public async describedBy(units: readonly Unit[]): Promise<readonly Described[]> {
    const outputs: Output[] = [];
    const plain = new Set<string>();
    for (const unit of units) {
      const output = await this.outputOf(unit);
      if (output !== undefined) outputs.push(output);
      else if (unit.file !== undefined) this.readAsTheyStand(unit).forEach((path) => plain.add(path));
    }
    if (outputs.length === 0) return this.scanned.described;
    const replaced = new Set(outputs.flatMap((each) => [...each.replaced]).filter((path) => !plain.has(path)));
    const selves = outputs.flatMap(({ self }) => self ?? []);
    const own = new Set(selves.map(placeOf));
    return [
      ...this.scanned.described.filter((each) => !replaced.has(each.file) && !own.has(placeOf(each))),
      ...outputs.flatMap(({ described }) => described).filter((each) => !own.has(placeOf(each))),
      ...selves,
    ];
  }

  private readAsTheyStand({ builds }: Unit): readonly string[] {
    return builds.flatMap((build) => (build.as === 'directory' ? directoryFiles(build, this.files) : []));
  }

  private async outputOf(unit: Unit): Promise<Output | undefined> {
    if (!unit.builds.some((build) => this.mayChange(build))) return undefined;
    const key = JSON.stringify([unit.name, unit.cluster, unit.parent, unit.builds]);
    if (!this.known.has(key)) this.known.set(key, await this.built(unit));
    return this.known.get(key);
  }

  private async built(unit: Unit): Promise<Output | undefined> {
    const title = line(`${unit.kind} ${unit.name}`);
    const start = Date.now();
    const { files, failure } =
      this.spentMs > LONGEST_MS
        ? { files: [], failure: { message: 'the units that describe others take too long' } }
        : await this.render(unit, this.files);
    this.spentMs += Date.now() - start;
    const replaced = new Set([...inputsOf(unit, this.files)].filter((path) => this.byFile.has(path)));
    if (failure !== undefined) {
      this.failed.add(unit.name);
      // A catalogue may hold what nobody builds.
      if (unit.file !== undefined)
        this.notes.push(
          `${title}: cannot be built (${failure.message}), so the units that it describes are known only as far as they stand in files`,
        );
      return undefined;
    }
    const found = files.flatMap((file) => this.describedIn(file, unit, replaced));
    const all = found.slice(0, MOST_CHILDREN);
    if (found.length > all.length)
      this.notes.push(`${title}: describes more than ${MOST_CHILDREN} units, and the others are not looked at`);
    const [self] = all.filter(({ object }) => titleOf(object) === title);
    const above = new Set([title, ...(unit.parent?.by ?? '').split(', ').map((name) => `${unit.kind} ${name}`)]);
    return {
      described: all.filter(({ object }) => !above.has(titleOf(object))),
      replaced,
      ...(self === undefined || unit.file === undefined ? {} : { self: asOf(self, unit.file, unit.parent) }),
    };
  }

  private describedIn(built: SourceFile, unit: Unit, replaced: ReadonlySet<string>): readonly Described[] {
    const parent = parentage(unit);
    return splitDocuments(built.name, built.text).flatMap(({ text }) =>
      documentsOf(text, built.name)
        .filter((object) => isDescribing(object) || isDataHolder(object))
        .map((object) => ({
          file: this.originOf(object, text, replaced) ?? unit.file ?? pathOf(unit),
          object,
          parent,
        })),
    );
  }

  /** The file in which an object stands, before the tool changed it. */
  private originOf(object: PlainObject, text: string, replaced: ReadonlySet<string>): string | undefined {
    const name = asText(at(object, 'metadata', 'name')) ?? '';
    const all = [...replaced].flatMap((file) => this.byFile.get(file) ?? []);
    const own = all.find(
      (each) => each.object['kind'] === object['kind'] && at(each.object, 'metadata', 'name') === name,
    );
    if (own !== undefined) return own.file;
    // Helm says it above each object.
    const [, template = ''] = /^# Source: [^/\n]+\/(\S+)$/m.exec(text) ?? [];
    return [...this.scanned.templates].find((path) => template !== '' && path.endsWith(`/${template}`));
  }

  /** Whether a build makes something else of descriptions than what stands in files. */
  private mayChange(build: Build): boolean {
    if (build.as === 'helm')
      return [...this.scanned.templates].some((path) => path.startsWith(build.path === '' ? '' : `${build.path}/`));
    if (build.as !== 'kustomize') return false;
    const { paths, listed } = kustomizeInputs(this.files, build.path, build.added, build.generated);
    const describing = [...paths].filter((path) => this.byFile.has(path));
    if (describing.length === 0) return false;
    if (listed === undefined || Object.keys(build.added).length > 0) return true;
    return build.variables !== undefined && describing.some((path) => this.files.rawText(path).includes('${'));
  }
}

/** As a unit is named. */
function titleOf(object: PlainObject): string {
  const name = asText(at(object, 'metadata', 'name')) ?? '';
  const namespace = asText(at(object, 'metadata', 'namespace'));
  return line(`${String(object['kind'])} ${namespace === undefined ? name : `${namespace}/${name}`}`);
}

function placeOf({ object, file }: Described): string {
  return `${titleOf(object)} ${file}`;
}

function asOf({ object }: Described, file: string, parent: Parentage | undefined): Described {
  return { file, object, ...(parent === undefined ? {} : { parent }) };
}

function parentage(unit: Unit): Parentage {
  const cluster = unit.cluster ?? clusterOfFile(`${pathOf(unit)}/`);
  const isRoot = unit.file === undefined;
  const variant = isRoot ? unit.name : unit.parent?.variant;
  return {
    by: unit.parent === undefined ? unit.name : `${unit.parent.by}, ${unit.name}`,
    ...(cluster === undefined ? {} : { cluster }),
    ...(variant === undefined ? {} : { variant }),
    isAssumed: isRoot ? unit.kind === 'Chart' : unit.parent?.isAssumed === true,
  };
}

function isDescribing(object: PlainObject): boolean {
  return DESCRIBING.has(String(object['kind'])) && GROUP.test(String(object['apiVersion']));
}

/** A release of a chart that is elsewhere is the same unit, whatever is patched in it. */
function changesUnits(object: PlainObject): boolean {
  if (!isDescribing(object) || object['kind'] === 'GitRepository') return false;
  return (
    object['kind'] !== 'HelmRelease' || at(object, 'spec', 'chart', 'spec', 'sourceRef', 'kind') === 'GitRepository'
  );
}

function pathOf({ builds, name }: Unit): string {
  const [first] = builds;
  return first !== undefined && 'path' in first ? posix.normalize(first.path === '' ? '.' : first.path) : name;
}
