import { plural } from '../../messages/plural';
import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { groupOf } from '../../kubernetes/object-kind';
import { withoutMarks } from '../../manifests/secrets/marks';
import { shownPlan } from '../../manifests/secrets/shown-plan';
import { UserError } from '../../messages/user-error';
import { type Comparison, compareRevisions, type UnitChange } from '../../repo/compare';
import { type Assumption, Variables } from '../../repo/variables';
import type { Files } from '../../repo/files';
import { inputsOf } from '../../repo/inputs';
import { refOf } from '../../plan/facts/identity';
import { isFromConstruct, withoutConstructHints } from '../../plan/construct-hints';
import type { Plan } from '../../plan/types';
import type { UnitFact } from '../../plan/facts/unit-fact';
import { Renderings } from '../../repo/builders/renderings';
import { toolVersions } from '../../repo/builders/tool-versions';
import { withRepository } from '../../sources/repository';
import type { Unit } from '../../repo/unit';
import type { SourceIo } from '../../sources/source';
import { acknowledge } from './accept';
import { readAcknowledgements } from './acknowledgements';
import { withAssumedValues } from './assumed-values';
import { betweenUnits } from './between-units';
import { joinFacts, readClusters } from './cluster';
import type { Engine } from './engine';
import type { PlanOptions } from './options';
import { releaseBytes } from './release-size';
import type { Progress } from './progress';
import type { PlanReport } from './run';
import { buildOptions, UnitReader, type UnitSides } from './unit-sides';
import { unitName } from './unit-title';
import { judge, worstFirst } from './verdict';

/** The two revisions, as the user names them. */
export interface RepoRequest extends PlanOptions {
  /** Told before each unit. */
  readonly progress?: Progress;
  readonly before?: string;
  readonly after?: string;
}

/** Plans all units of a repository that a change touches. Nothing that it gives or throws holds a secret value. */
export async function runRepoPlan(
  request: RepoRequest,
  engine: Engine,
  io: SourceIo,
  today: Date,
): Promise<PlanReport> {
  try {
    return await planned(request, engine, io, today);
  } catch (error) {
    if (error instanceof UserError) error.message = withoutMarks(error.message);
    throw error;
  }
}

async function planned(request: RepoRequest, engine: Engine, io: SourceIo, today: Date): Promise<PlanReport> {
  const described = request.cluster === undefined ? undefined : await readClusters(request.cluster, io);
  return withRepository(request, io.cwd, async (repository) => {
    const acknowledgements =
      request.acknowledge === undefined
        ? { entries: [], notes: [] }
        : await readAcknowledgements(request.acknowledge, `git:${repository.base}:.`, io.cwd, today);
    const renderings = new Renderings((unit) => buildOptions(unit, request, described));
    const comparison = await compareRevisions(repository, (unit, files) => renderings.remembered(unit, files));
    const reader = new UnitReader(comparison, request, described, renderings);
    const sides: UnitSides[] = [];
    // One after the other: a build takes memory, and shares the time that all have.
    const changes = inOrder(comparison);
    await loadInputs(comparison);
    for (const [index, change] of changes.entries()) {
      request.progress?.(index, changes.length);
      sides.push(await reader.sidesOf(change));
    }
    const touched = comparison.touched.flatMap(({ before, after }) => after ?? before ?? []);
    const tools = await toolVersions(touched, comparison.after);
    const variables = new Variables();
    const all = betweenUnits(sides, comparison.describes);
    const makers = makersIn(all);
    const plans = all.map((each) => {
      const { unit } = each;
      const beside = makers.get(unit.cluster) ?? [];
      const facts = joinFacts(described?.describe(unit.cluster, described.names.length > 0).facts ?? {});
      const { other, assumptions, ...hidden } = variables.hide(each);
      const told = [...each.facts, ...assumptions.map(unknownValue)];
      const options = {
        ...(each.isKnown ? { kubernetes: each.kubernetes } : {}),
        ...(request.from === undefined ? {} : { from: request.from }),
        ...(unit.pipeline === undefined ? {} : { pipeline: unit.pipeline }),
        ...(unit.pipeline === 'helm' ? { releaseBytes: releaseBytes(each.afterFiles) } : {}),
        apply: unit.apply,
        ...(unit.force === undefined ? {} : { force: unit.force }),
        facts,
        ...(beside.length === 0 ? {} : { beside }),
        ...(each.doubts.length === 0 ? {} : { doubts: each.doubts }),
        ...(told.length === 0 ? {} : { units: told }),
      };
      const first = engine(hidden.before, hidden.after, options);
      const common = other === undefined ? first : Variables.common(first, engine(other.before, other.after, options));
      const planned = withAssumedValues(shownPlan(variables.show(common)), unit);
      const plan = isSynthesised(each, comparison) ? planned : withoutConstructHints(planned);
      return {
        cluster: unitName(unit),
        places: each.places,
        scene: { ...hidden, facts },
        plan,
        unit,
      };
    });
    const shown = worstFirst(plans.map((each) => ({ ...each, impact: each.plan.impact })));
    const accepted = acknowledge(shown, acknowledgements.entries, today);
    const refused = shown.filter(({ plan }) => isRefused(plan)).map(({ unit }) => unit.key);
    const units = shown
      .filter(({ plan }) => plan.changes.length > 0)
      .map((each) => {
        const held = refused.includes(each.unit.key) ? heldUp(each.unit.key, comparison.waiting) : [];
        return held.length === 0 ? each : { ...each, unit: { ...each.unit, holdsUp: held } };
      });
    const left = reader.foreign.size;
    const notes = [
      `${repository.title}: ${plural(comparison.count, 'unit')}, of which this change touches ${comparison.touched.length}`,
      ...(left === 0 ? [] : [`${plural(left, 'file')} of YAML or JSON ignored: no Kubernetes object is in there`]),
      ...(tools.length === 0 ? [] : [`built with ${tools.join(' and ')}`]),
      ...comparison.notes,
      ...reader.notes,
      ...acknowledgements.notes,
      ...accepted.notes,
    ];
    return {
      clusters: units.map(({ cluster, scene, plan, unit, places }) => ({
        cluster,
        unit,
        verdict: judge(plan, accepted, request.failOn),
        scene,
        places,
      })),
      notes: [...new Set(notes.map((note) => withoutMarks(note)))],
    };
  });
}

/** What somebody applies first; then what is made of few files, because the time for the rest is bounded. */
function inOrder({ touched, before, after }: Comparison): readonly UnitChange[] {
  const isDescribed = (change: UnitChange): boolean => (change.after ?? change.before)?.file !== undefined;
  const sizeOf = (change: UnitChange): number =>
    (change.before === undefined ? 0 : inputsOf(change.before, before).size) +
    (change.after === undefined ? 0 : inputsOf(change.after, after).size);
  const others = touched.filter((change) => !isDescribed(change)).map((change) => ({ change, size: sizeOf(change) }));
  return [...touched.filter(isDescribed), ...others.sort((a, b) => a.size - b.size).map(({ change }) => change)];
}

function isRefused({ changes }: Plan): boolean {
  return changes.some(({ findings }) => findings.some(({ impact }) => impact === 'rejected'));
}

/** All units that wait for one, and for those that do. */
function heldUp(first: string, waiting: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set([first]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const [key, others] of waiting) if (others.some((other) => found.has(other))) found.add(key);
  }
  found.delete(first);
  return [...found].sort();
}

function isSynthesised({ change }: UnitSides, { before, after }: Comparison): boolean {
  const files = (unit: Unit | undefined, of: Files): readonly string[] =>
    unit === undefined ? [] : [...inputsOf(unit, of)];
  return [...files(change.before, before), ...files(change.after, after)].some(isFromConstruct);
}

/** From git in one go, because a change may touch thousands of units. */
async function loadInputs({ touched, before, after }: Comparison): Promise<void> {
  const load = (files: Files, units: readonly (Unit | undefined)[]): Promise<void> =>
    files.loadAhead(units.flatMap((unit) => (unit === undefined ? [] : [...inputsOf(unit, files)])));
  await load(
    before,
    touched.map((each) => each.before),
  );
  await load(
    after,
    touched.map((each) => each.after),
  );
}

/** The custom resources of each cluster: controllers make other objects out of them. */
function makersIn(all: readonly UnitSides[]): ReadonlyMap<string | undefined, readonly Manifest[]> {
  const found = new Map<string | undefined, Manifest[]>();
  for (const { unit, after } of all)
    for (const object of after) if (isCustom(object)) addTo(found, unit.cluster, object);
  return found;
}

function isCustom(object: Manifest): boolean {
  const group = groupOf(object);
  return group.includes('.') && !group.endsWith('.k8s.io') && !DESCRIBING.test(group);
}

/** Their objects are units themselves. */
const DESCRIBING = /^(argoproj\.io|(kustomize|helm|source)\.toolkit\.fluxcd\.io)$/;

function unknownValue({ object, path, variable, value }: Assumption): UnitFact {
  return { about: 'unknown', ref: refOf(object), path, variable, value: String(value) };
}
