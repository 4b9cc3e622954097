import type { Manifest } from '../../kubernetes/manifest';
import { NEWEST_KUBERNETES } from '../../kubernetes/versions';
import { manifestsOf, type ParseCache } from '../../manifests/read';
import { Secrets } from '../../manifests/secrets/hide';
import { withoutMarks } from '../../manifests/secrets/marks';
import { shownPlan } from '../../manifests/secrets/shown-plan';
import type { Source } from '../../manifests/source-file';
import { readSources, type SourceIo } from '../../sources/source';
import { prepareSides } from '../../manifests/sides';
import type { Doubt } from '../../plan/types';
import { UserError } from '../../messages/user-error';
import type { LiveState } from '../live/ask-cluster';
import { forbiddenDoubts, forbiddenNotes, isHidden } from '../live/forbidden';
import { acknowledge } from './accept';
import { readAcknowledgements } from './acknowledgements';
import { type Clusters, joinFacts, readClusters } from './cluster';
import { clustersOf } from './clusters';
import { type DoubtfulPart, doubtsOf, newClusterDoubt } from './doubts';
import type { Engine } from './engine';
import type { PlanOptions } from './options';
import type { Scene } from './scene';
import { releaseBytes } from './release-size';
import { judge, type Verdict } from './verdict';

/** A change, and how to plan it. */
export interface PlanRequest extends PlanOptions {
  readonly before: string;
  /** Reads BEFORE from a cluster instead, by what AFTER has. */
  readonly live?: (after: readonly Manifest[]) => Promise<LiveState>;
  /** Several sources count as one. */
  readonly after: string | readonly string[];
}

/** The plan of one cluster. */
export interface ClusterReport {
  /** The name of its folder; none where the sides are one cluster. */
  readonly cluster?: string;
  readonly verdict: Verdict;
  readonly scene: Scene;
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
  const after = await readSources([request.after].flat(), io);
  const live = await request.live?.(manifestsOf(after.files).objects.map(({ manifest }) => manifest));
  const before = live === undefined ? await readSources([request.before], io) : sourceOf(live);
  const notes: string[] = [];
  const parts = partsOf(request, before, after, described, notes);
  const plans = parts.map((part) => {
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
      ...doubtsOf(part),
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
    const plan = shownPlan(engine([...sides.before, ...hidden], sides.after, options));
    return { cluster: part.name, scene: sides, plan };
  });
  const accepted = acknowledge(plans, acknowledgements.entries, today);
  return {
    clusters: plans.map(({ cluster, scene, plan }) => ({
      ...(cluster === undefined || plans.length === 1 ? {} : { cluster }),
      verdict: judge(plan, accepted, request.failOn),
      scene,
    })),
    notes: [...notes, ...acknowledgements.notes, ...accepted.notes].map((note) => withoutMarks(note)),
  };
}

function sourceOf({ files }: LiveState): Source {
  return { files, clusters: [], unread: [] };
}

interface Part extends DoubtfulPart {
  readonly doubts: readonly Doubt[];
}

/** The manifests of each cluster. Where all of AFTER is empty, or what a cluster still has, that is refused. */
function partsOf(
  request: PlanRequest,
  before: Source,
  after: Source,
  described: Clusters | undefined,
  notes: string[],
): readonly Part[] {
  const cache: ParseCache = new Map();
  const secrets = new Secrets();
  const sides = clustersOf(before, after, described?.names ?? []).map((part) => ({
    ...part,
    before: manifestsOf(part.before, cache, secrets),
    after: manifestsOf(part.after, cache, secrets),
  }));
  const isFilled = (part: DoubtfulPart): boolean =>
    part.before.objects.length + part.after.objects.length + part.unreadBefore.length + part.unreadAfter.length > 0;
  const filled = sides.filter(isFilled);
  const parts = filled.length > 0 ? filled : sides.slice(0, 1);
  sides
    .filter((part) => !parts.includes(part))
    .forEach((part) => notes.push(...part.before.notes, ...part.after.notes));
  const has = (side: 'before' | 'after'): boolean => parts.some((part) => part[side].objects.length > 0);
  for (const part of parts) {
    const [old, now] = [part.before.objects.length, part.after.objects.length];
    const of = parts.length === 1 ? '' : `, cluster ${part.name ?? ''}`;
    if (now === 0 && old > 0 && request.after !== '/dev/null' && (part.inAfter || !has('after'))) {
      throw new UserError(
        `AFTER (${[request.after].flat().join(', ')}${of}) holds no objects, and everything that is applied now would be removed. Correct it, or write /dev/null if that is meant`,
      );
    }
    if (old === 0 && request.before !== '/dev/null' && request.live === undefined) {
      notes.push(`BEFORE (${request.before}${of}) holds no objects: everything counts as new`);
    }
    if (now === 0 && old > 0 && parts.length > 1 && request.after !== '/dev/null') {
      notes.push(
        `AFTER (${[request.after].flat().join(', ')}) has no cluster ${part.name ?? ''} any more: everything in it counts as deleted`,
      );
    }
  }
  return parts.map((part) => ({ ...part, doubts: clusterDoubts(part, parts, before, after, described) }));
}

/** A cluster comes only where --cluster names it, or its folder was one before; or where there was nothing before. */
function clusterDoubts(
  part: DoubtfulPart,
  parts: readonly DoubtfulPart[],
  before: Source,
  after: Source,
  described: Clusters | undefined,
): readonly Doubt[] {
  const { name } = part;
  const isNew = name !== undefined && after.clusters.includes(name) && !before.clusters.includes(name);
  const isNamed = described?.names.includes(name ?? '') === true;
  if (!isNew || isNamed || before.files.every(({ text }) => text.trim() === '')) {
    return [];
  }
  const others = parts.filter((other) => other.name !== name);
  return [newClusterDoubt({ ...part, name }, others, before.clusters.length === 0)];
}
