import { NEWEST_KUBERNETES } from '../../kubernetes/versions';
import type { Manifest } from '../../kubernetes/manifest';
import { asObject, type PlainObject } from '../../kubernetes/plain';
import { type ManifestSet, type ParseCache, readManifests } from '../../manifests/read';
import { Secrets } from '../../manifests/secrets/hide';
import { comparableSides } from '../../manifests/sides';
import type { SourceFile } from '../../manifests/source-file';
import { TOOLS } from '../../pipelines/tools';
import type { UnitFact } from '../../plan/facts/unit-fact';
import type { Doubt } from '../../plan/types';
import { type Built, failed } from '../../repo/builders/built';
import type { BuildOptions } from '../../repo/builders/build-options';
import type { Renderings } from '../../repo/builders/renderings';
import type { Comparison, UnitChange } from '../../repo/compare';
import { inputsOf, opaqueInputs } from '../../repo/inputs';
import type { CommonMetadata, Unit } from '../../repo/unit';
import type { Clusters } from './cluster';
import type { PlanOptions } from './options';
import { listing } from '../../plan/show';
import { UnitPlaces } from './unit-places';

/** A unit whose two sides are known, before it is planned. */
export interface UnitSides {
  readonly unit: Unit;
  readonly change: UnitChange;
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  readonly facts: readonly UnitFact[];
  readonly doubts: readonly Doubt[];
  readonly kubernetes: string;
  /** The version was given, not assumed. */
  readonly isKnown: boolean;
  /** Whether something that is not built here makes other objects in AFTER than in BEFORE. */
  readonly takesMore: boolean;
  /** Whether AFTER could be made, so that what is missing there is gone. */
  readonly isBuilt: boolean;
  readonly afterFiles: readonly SourceFile[];
  readonly places: UnitPlaces;
}

/** A catalogue may hold hundreds of folders on one base, and nobody waits for all of them. */
const LONGEST_UNDESCRIBED_MS = 45_000;

/** What all units of a plan share. */
export class UnitReader {
  public readonly notes: string[] = [];
  /** Files that hold no object of Kubernetes. */
  public readonly foreign = new Set<string>();
  private readonly cache: ParseCache = new Map();
  private readonly secrets = new Secrets();
  private undescribedMs = 0;

  public constructor(
    private readonly comparison: Comparison,
    private readonly options: PlanOptions,
    private readonly described: Clusters | undefined,
    private readonly renderings: Renderings,
  ) {}

  /** Builds both sides of a unit and reads them. */
  public async sidesOf(change: UnitChange): Promise<UnitSides> {
    const unit = change.after ?? change.before;
    if (unit === undefined) throw new Error('a unit is on at least one side');
    const { before, after } = this.comparison;
    const known = this.options.kubernetes ?? clusterOf(unit, this.described)?.kubernetes;
    const kubernetes = known ?? NEWEST_KUBERNETES;
    const nothing: Built = { files: [], outside: [], unread: [] };
    const isDescribed = unit.file !== undefined;
    const mostMs = isDescribed ? undefined : LONGEST_UNDESCRIBED_MS - this.undescribedMs;
    const start = Date.now();
    const [was, is] =
      !isDescribed && this.undescribedMs >= LONGEST_UNDESCRIBED_MS
        ? [
            nothing,
            failed(
              'too-large',
              `what nobody is known to apply takes longer than ${LONGEST_UNDESCRIBED_MS / 1000} s to build`,
            ),
          ]
        : await Promise.all([
            change.before === undefined ? nothing : this.renderings.of(change.before, before, mostMs),
            change.after === undefined ? nothing : this.renderings.of(change.after, after, mostMs),
          ]);
    if (!isDescribed) this.undescribedMs += Date.now() - start;
    const isSameFailure = was.failure !== undefined && was.failure.message === is.failure?.message;
    const old = this.read(was.files, change.before ?? unit);
    const now = this.read(is.files, unit);
    const facts: UnitFact[] = [];
    const ref = { group: '', kind: unit.kind, name: unit.name };
    const applied = unit.file !== undefined && unit.parent?.isAssumed !== true;
    if (is.failure !== undefined) {
      const { why, message } = is.failure;
      facts.push(
        why === 'refused' && is.outside.length === 0
          ? { about: 'refused', ref, why: message, before: isSameFailure || was.failure?.why === 'refused', applied }
          : {
              about: 'not-built',
              ref,
              why: message,
              isMissing: why === 'not-installed',
              applied: (applied || this.hides(change.after)) && is.outside.length === 0,
            },
      );
    } else if (was.failure !== undefined) {
      this.notes.push(
        `${unit.kind} ${unit.name}: its state before this change cannot be built (${was.failure.message}), so everything in it counts as new`,
      );
    }
    if (is.outside.length + was.outside.length > 0 && change.after !== undefined)
      facts.push({
        about: 'outside',
        ref,
        before: change.before === undefined ? is.outside : was.outside,
        after: is.outside,
      });
    const seen = new Set(old.errors.map(bare));
    for (const message of now.errors)
      facts.push({ about: 'refused', ref, why: message, before: seen.has(bare(message)), applied: true });
    const lost = this.comparison.lost.get(unit.key);
    if (lost !== undefined && change.after !== undefined) {
      const why = `it depends on ${listing(lost)}, which this change removes. Flux waits for it`;
      facts.push({ about: 'refused', ref, why, before: false, applied });
    }
    const circle = this.comparison.circles.get(unit.key);
    if (circle !== undefined && change.after !== undefined) {
      const others = circle.filter((each) => each !== unit.key);
      const why =
        others.length === 0
          ? 'it depends on itself, so Flux never applies it'
          : `it depends on itself, by way of ${listing(others)}. Flux waits for each of them, and applies none`;
      facts.push({ about: 'refused', ref, why, before: this.comparison.circlesBefore.has(unit.key), applied });
    }
    const sides = comparableSides(old.set, now.set, {
      kubernetes,
      apply: unit.apply,
      validate: 'warn',
      ...(unit.pipeline === undefined ? {} : { pipeline: unit.pipeline }),
      ...namespaceOf(unit, this.options.namespace),
    });
    this.notes.push(...sides.notes);
    const oldErrors = new Set(
      comparableSides(old.set, old.set, { kubernetes, apply: unit.apply, validate: 'warn' }).errors.map(bare),
    );
    for (const message of sides.errors)
      facts.push({ about: 'refused', ref, why: message, before: oldErrors.has(bare(message)), applied });
    // What comes from elsewhere, or cannot be built, changes nothing that is known.
    const isBuilt = is.failure === undefined && !isElsewhere(change.after);
    const isComparable = isBuilt && was.failure === undefined;
    return {
      unit,
      change,
      before: isBuilt && isComparable ? sides.before : [],
      after: isBuilt ? sides.after : [],
      facts,
      doubts: unreadDoubts(was, is, this.comparison),
      kubernetes,
      isKnown: known !== undefined,
      takesMore: takesMore(change, was, is, this.comparison),
      isBuilt,
      afterFiles: is.files,
      places: new UnitPlaces(change, before, after),
    };
  }

  /** Whether a unit reads a file that may describe others, and that is too large to be searched. */
  private hides(unit: Unit | undefined): boolean {
    const { after } = this.comparison;
    return (
      unit !== undefined && after.unseen.size > 0 && [...inputsOf(unit, after)].some((path) => after.unseen.has(path))
    );
  }

  private read(files: readonly SourceFile[], unit: Unit): { set: ManifestSet; errors: readonly string[] } {
    const { errors, foreign: noManifests, ...set } = readManifests(files, this.cache, this.secrets);
    const isPlain = unit.file === undefined && unit.builds.every(({ as }) => as === 'files');
    const foreign = new Set(
      errors.filter(({ file }) => isPlain && !claimsToBeManifest(file.text)).map(({ file }) => file.path),
    );
    for (const path of foreign) this.foreign.add(path);
    for (const { name } of noManifests) this.foreign.add(name);
    return {
      set: {
        ...set,
        // What has no name is created again and again, and compared with nothing.
        objects: set.objects
          .filter(({ file, manifest }) => !foreign.has(file.path) && (isNamed(manifest) || isHook(manifest, unit)))
          .map((each) => ({ ...each, manifest: withMetadata(each.manifest, unit.commonMetadata) })),
        // The same flaw of a file that is read by two units is told once.
        notes: [],
        flaws: set.flaws,
      },
      errors: errors.filter(({ file }) => !foreign.has(file.path)).map(({ message }) => message),
    };
  }
}

/** What a unit is built for. */
export function buildOptions(
  unit: Unit,
  options: Pick<PlanOptions, 'kubernetes'>,
  described: Clusters | undefined,
): BuildOptions {
  const cluster = clusterOf(unit, described);
  const apiVersions = cluster?.apiVersions;
  return {
    kubernetes: options.kubernetes ?? cluster?.kubernetes ?? NEWEST_KUBERNETES,
    ...(apiVersions === undefined ? {} : { apiVersions }),
  };
}

function clusterOf(unit: Unit, described: Clusters | undefined): ReturnType<Clusters['describe']> | undefined {
  return described?.describe(unit.cluster, described.names.length > 0);
}

/** Flux puts it on the objects alone, and not on what they have templates of. */
function withMetadata(manifest: Manifest, common: CommonMetadata | undefined): Manifest {
  if (common === undefined) return manifest;
  const { labels, annotations } = common;
  const { metadata } = manifest;
  const added = (own: unknown, more: Readonly<Record<string, string>>): PlainObject | undefined =>
    Object.keys(more).length === 0 ? undefined : { ...asObject(own), ...more };
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...omitUndefined({
        labels: added(metadata.labels, labels),
        annotations: added(metadata.annotations, annotations),
      }),
    },
  };
}

function omitUndefined(given: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function isNamed({ metadata }: Manifest): boolean {
  return typeof metadata.name === 'string' && metadata.name !== '';
}

function isHook(manifest: Manifest, { pipeline }: Unit): boolean {
  return pipeline !== undefined && TOOLS[pipeline].createsNameless(manifest);
}

/** Whether nothing of a unit is in the repository. */
function isElsewhere(unit: Unit | undefined): boolean {
  return unit?.builds.length === 0;
}

/** A new version of the same chart takes over no objects, as a rule. */
function takesMore({ before, after }: UnitChange, was: Built, is: Built, comparison: Comparison): boolean {
  if (before === undefined || after === undefined) return false;
  const known = new Set(was.outside.map(bare));
  if (is.outside.some((each) => !known.has(bare(each)))) return true;
  const read = new Set(opaqueInputs(before, comparison.before));
  return opaqueInputs(after, comparison.after).some((each) => !read.has(each));
}

/** A template, or a file of another program, is none, whatever it looks like in places. */
function claimsToBeManifest(text: string): boolean {
  return (
    /^apiVersion:/m.test(text) &&
    /^kind:/m.test(text) &&
    /^metadata:/m.test(text) &&
    (!/\{\{|\{%|<%|^[<>=]{7}/m.test(text) || /^kind: *ApplicationSet\b/m.test(text))
  );
}

/** The same flaw stands in another line after a change elsewhere. */
function bare(message: string): string {
  return message.replace(/\d+/g, '#');
}

/** Kustomize and Helm have put their objects into the namespace already. */
function namespaceOf(unit: Unit, given: string | undefined): { readonly namespace?: string } {
  const own = unit.pipeline === 'argocd' || unit.kind === 'HelmRelease' ? unit.namespace : undefined;
  const namespace = own ?? (unit.namespace === undefined ? given : undefined);
  return namespace === undefined ? {} : { namespace };
}

function unreadDoubts(was: Built, is: Built, { before, after }: Comparison): Doubt[] {
  return [...new Set([...was.unread, ...is.unread])].map((path) => ({
    about: 'not-read',
    kind: 'File',
    name: path,
    what: 'this Jsonnet file, which Argo CD evaluates',
    unchanged: before.idOf(path) === after.idOf(path),
  }));
}
