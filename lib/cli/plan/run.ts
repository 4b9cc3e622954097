import { NEWEST_KUBERNETES } from '../../kubernetes/versions';
import { withoutMarks } from '../../manifests/secrets/marks';
import { shownPlan } from '../../manifests/secrets/shown-plan';
import type { SourceIo } from '../../sources/source';
import { prepareSides } from '../../manifests/sides';
import type { Unit } from '../../repo/unit';
import { UserError } from '../../messages/user-error';
import { isFromConstruct, withoutConstructHints } from '../../plan/construct-hints';
import { forbiddenDoubts, forbiddenNotes, isHidden } from '../live/forbidden';
import { acknowledge } from './accept';
import { readAcknowledgements } from './acknowledgements';
import { joinFacts, readClusters } from './cluster';
import { doubtsOf } from './doubts';
import type { Engine } from './engine';
import { partsOf } from './parts';
import type { PlanRequest } from './plan-request';
import { type PlaceFinder, Places } from './places';
import { readSides } from './read-sides';
import type { Scene } from './scene';
import { withChangedSteering } from './steering';
import { releaseBytes } from './release-size';
import { judge, type Verdict } from './verdict';

/** The plan of one cluster. */
export interface ClusterReport {
  /** The name of its folder, or of the unit; none where the sides are one cluster. */
  readonly cluster?: string;
  /** What of a repository is planned here. */
  readonly unit?: Unit;
  readonly verdict: Verdict;
  readonly scene: Scene;
  /** Where fields stand in files. Default: not known. */
  readonly places?: PlaceFinder;
}

export interface PlanReport {
  /** One for each cluster, by name. */
  readonly clusters: readonly ClusterReport[];
  /** For standard error: what was left out, what expired. */
  readonly notes: readonly string[];
}

/** Reads both sides, plans cluster by cluster, and judges the plans. Nothing that it gives or throws holds a secret value. */
export async function runPlan(request: PlanRequest, engine: Engine, io: SourceIo, today: Date): Promise<PlanReport> {
  try {
    const { maxSize } = request;
    return await planned(request, engine, { ...io, ...(maxSize === undefined ? {} : { maxSize }) }, today);
  } catch (error) {
    if (error instanceof UserError) error.message = withoutMarks(error.message);
    throw error;
  }
}

async function planned(request: PlanRequest, engine: Engine, io: SourceIo, today: Date): Promise<PlanReport> {
  const given = [request.before, request.after, request.cluster].flat();
  if (given.filter((source) => source === '-').length > 1) {
    throw new UserError('standard input (-) can be read only once: give a file for the other');
  }
  const acknowledgements =
    request.acknowledge === undefined
      ? { entries: [], notes: [] }
      : await readAcknowledgements(request.acknowledge, request.before, io.cwd, today);
  const described = request.cluster === undefined ? undefined : await readClusters(request.cluster, io);
  const { old, now, live } = await readSides(request, io);
  const [before, after] = withChangedSteering(old, now, request.pipeline);
  const notes: string[] = [];
  const parts = partsOf(request, before, after, described, notes);
  const plans = parts.map((part, index) => {
    request.progress?.(index, parts.length, part.name);
    const cluster = described?.describe(part.name, parts.length > 1);
    const known = request.kubernetes ?? live?.kubernetes ?? cluster?.kubernetes;
    const { apply, pipeline, from } = request;
    const sides = prepareSides(part.before, part.after, {
      ...request,
      kubernetes: known ?? NEWEST_KUBERNETES,
      ...(live && { namespace: live.namespace, asked: live }),
    });
    notes.push(...sides.notes, ...(live === undefined ? [] : forbiddenNotes(sides.after, live)));
    // What may not be read is taken for unchanged.
    const hidden = live === undefined ? [] : sides.after.filter((object) => isHidden(object, live));
    const facts = joinFacts(sides.facts, cluster?.facts ?? {});
    const doubts = [
      ...doubtsOf(part, pipeline),
      ...part.doubts,
      ...sides.doubts,
      ...(live === undefined ? [] : forbiddenDoubts(sides.after, live)),
    ];
    const options = {
      ...(known === undefined ? {} : { kubernetes: known }),
      ...(from === undefined ? {} : { from }),
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(pipeline === 'helm' ? { releaseBytes: releaseBytes(part.after.objects.map(({ file }) => file)) } : {}),
      apply,
      facts,
      ...(doubts.length === 0 ? {} : { doubts }),
    };
    const planned = shownPlan(engine([...sides.before, ...hidden], sides.after, options));
    const files = [...part.before.objects, ...part.after.objects].map(({ file }) => file.name);
    const isOurs = request.synthesised === true || files.some(isFromConstruct);
    const plan = isOurs ? planned : withoutConstructHints(planned);
    return {
      cluster: part.name,
      scene: { before: sides.before, after: sides.after, facts },
      plan,
      places: new Places(part.before, part.after),
    };
  });
  const accepted = acknowledge(plans, acknowledgements.entries, today);
  return {
    clusters: plans.map(({ cluster, scene, plan, places }) => ({
      ...(cluster === undefined || plans.length === 1 ? {} : { cluster }),
      verdict: judge(plan, accepted, request.failOn),
      scene,
      places,
    })),
    notes: [...notes, ...acknowledgements.notes, ...accepted.notes].map((note) => withoutMarks(note)),
  };
}
