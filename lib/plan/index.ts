import type { Manifest } from '../kubernetes/manifest';
import { isLive, withoutServerMetadata } from '../kubernetes/live-object';
import { deepEqual, isPlainObject } from '../kubernetes/plain';
import { acrossVersions } from '../kubernetes/served/across-versions';
import { convertTo } from '../kubernetes/served/convert';
import { TOOLS } from '../pipelines/tools';
import { type AssumedNamespace, assumeNamespaces } from './facts/assumed-namespaces';
import { comingAbout } from './facts/changes';
import { type Context, contextOf, isPruned, type Side, sideOf } from './facts/context';
import { type HandledSide, handledBy, isAnythingApplied, isLeft } from './facts/handled';
import { existingClaim } from './facts/existing-claims';
import { changeOf, changeOfRef, findings } from './findings';
import { keyOf, labelOfRef } from './facts/identity';
import { worstImpact } from './impact';
import { type InputFinding, judgeDoubts, judgeManifest, judgeOwners, judgeTwins } from './judges/judge-input';
import { judgeClaimDelete, judgeClaimUpdate } from './judges/judge-claim';
import { judgeBeingDeleted } from './judges/judge-being-deleted';
import { consequences } from './judges/consequences';
import { judgeHooks } from './judges/judge-hooks';
import {
  addPipeline,
  contextFor,
  judgeAsked,
  judgeForced,
  judgeLeft,
  judgeRecreated,
  judgeUnsent,
  judgeUpgraded,
  keptBecause,
} from './judges/judge-pipeline';
import { judgeRelease, judgeSize } from './judges/judge-size';
import { judgeDefined, judgeUnserved } from './judges/judge-unserved';
import { judgeUnits } from './judges/judge-units';
import { judgeOtherDelete, judgeOtherUpdate } from './judges/judge-other';
import { judgeCreate, judgeServiceDelete, judgeServiceUpdate } from './judges/judge-service';
import { judgeSetCreate, judgeSetDelete, judgeSetRename } from './judges/judge-stateful-set';
import { judgeSetUpdate } from './judges/judge-stateful-set-update';
import { type Corrected, corrected } from './facts/slips';
import { forPipeline } from './remedies/pipeline';
import { VERSION_RULES } from './rules';
import { findRenames } from './facts/renames';
import type { Change, Finding, ObjectRef, Plan, PlanOptions } from './types';

export * from './types';
export { remedyText } from './remedy';

/**
 * What the API server and the controllers will do with a change, to which pods and claims, and what to do instead. Pure: it
 * reads nothing else, and changes nothing. It never throws on what a parser gives; what is no Kubernetes object is left out.
 *
 * Of two objects with one identity on a side the last one counts, as for the tools that apply them.
 */
export function plan(before: readonly Manifest[], after: readonly Manifest[], options: PlanOptions = {}): Plan {
  const tool = options.pipeline === undefined ? undefined : TOOLS[options.pipeline];
  const [old, now] = [before.filter(isObject), after.filter(isObject)];
  // Of AFTER whatever stands in the file is declared.
  const declared = old.map((object) => (isLive(object) ? object : withoutServerMetadata(object)));
  const sides = assumeNamespaces(declared, now.map(withoutServerMetadata));
  const { objects, slips } = corrected(sides.before, sides.after, options.kubernetes);
  const handled = { before: handledBy(tool, sides.before), after: handledBy(tool, objects) };
  const context = contextOf(handled, options);
  const judged = judgeAll(context, { ...handled, assumed: sides.assumed, slips });
  const changes = withInput(judged, [
    ...(judged.length === 0 ? [] : judgeRelease(now, options.releaseBytes)),
    ...judgeDoubts(options.doubts ?? []),
    ...judgeUnits(options.units ?? []),
    ...judgeManifests(sideOf(old), sideOf(now), context),
    ...[...context.after.values()].map((object) =>
      judgeOwners(object, context, (existing) => judgeDelete(existing, context)?.impact ?? 'none'),
    ),
    ...judgeTwins(old, now, (from, to) => judgeUpdate(from, to, context)?.impact ?? 'none'),
  ]);
  return {
    kubernetes: context.kubernetes,
    impact: worstImpact(changes.map((change) => change.impact)),
    changes,
  };
}

function judgeManifests(before: Side, after: Side, { apply }: Context): InputFinding[] {
  return [...after].map(([key, object]) => judgeManifest(before.get(key), object, apply));
}

/** The changes with what was found about the input: first of each object, and before all objects what is none. */
function withInput(changes: readonly Change[], found: readonly InputFinding[]): Change[] {
  const key = (ref: ObjectRef): string => `${ref.group} ${labelOfRef(ref)}`;
  const all = new Map<string, Change>();
  const known = new Map(changes.map((change) => [key(change), change]));
  for (const { ref, findings: own } of found) {
    if (own.length === 0) continue;
    const change = known.get(key(ref)) ?? all.get(key(ref));
    const merged = changeOfRef(ref, [...own, ...(change?.findings ?? [])], change?.pods, change?.claims);
    if (merged === undefined) continue;
    (known.has(key(ref)) ? known : all).set(key(ref), merged);
  }
  return [...all.values(), ...known.values()];
}

function isObject(value: unknown): value is Manifest {
  return (
    isPlainObject(value) &&
    typeof value['kind'] === 'string' &&
    typeof value['apiVersion'] === 'string' &&
    isPlainObject(value['metadata'])
  );
}

interface Judged {
  readonly before: HandledSide;
  readonly after: HandledSide;
  readonly assumed: readonly AssumedNamespace[];
  readonly slips: Corrected['slips'];
}

function judgeAll(context: Context, sides: Judged): Change[] {
  const { before, after, tool } = context;
  const hooks =
    context.pipeline === undefined
      ? undefined
      : judgeHooks(sides, context, context.pipeline, (existing) => judgeDelete(existing, context));
  const gone = [...before.values()].filter((object) => !after.has(keyOf(object)) && isPruned(object));
  const come = [...after.values()].filter((object) => !before.has(keyOf(object)));
  const renames = findRenames(gone.filter(isStatefulSet), come.filter(isStatefulSet));
  const renamed = new Map([...renames].map(([from, to]) => [to, from]));
  const changes = new Map<string, Change>(hooks?.changes);
  const add = (object: Manifest, change: Change | undefined): void => {
    if (change !== undefined) changes.set(keyOf(object), change);
  };
  for (const [key, object] of after) {
    const own = contextFor(object, context);
    // What a hook left is met like any object: Argo CD applies over it, and of Helm a finding says that it refuses.
    const declared = before.get(key) ?? sides.before.hooks.get(key)?.find(isLeft)?.object;
    const old = declared ?? (isClaim(object) ? existingClaim(object, context) : undefined);
    const source = renamed.get(object);
    const aside = sides.after.left.get(key);
    const given = sides.slips.get(key) ?? object;
    const written = context.written.get(key);
    const isSame = deepEqual(written, object);
    const first = [
      ...judgeUnserved(given, written, context),
      ...judgeDefined(object, context),
      // What does not change is no finding of a change.
      ...(aside === undefined && !isSame
        ? [...judgeUnsent(object, written, own), ...judgeSize(object, written, own)]
        : []),
    ];
    if (first.some(({ impact }) => impact === 'rejected')) add(object, changeOf(given, first));
    else if (tool !== undefined && aside !== undefined && (aside.once !== true || old !== undefined)) {
      if (old === undefined || !deepEqual(old, object))
        add(object, judgeLeft(object, tool, aside.why, { before: old, after: object }));
    } else if (source !== undefined) add(object, judgeSetRename(source, object, own));
    // What the cluster does not serve is not there; what is written as before is not made now either.
    else if (old === undefined && isSame) continue;
    else if (old === undefined)
      add(object, isStatefulSet(object) ? judgeSetCreate(object, own) : judgeCreate(object, own));
    else if (own.fromMinor !== undefined || !(written === undefined ? deepEqual(old, object) : isSame)) {
      const change = judgeUpgraded(judgeInOneVersion(old, object, own), object, own);
      add(object, judgeForced(change, old, object, own));
    } else if (isAnythingApplied(sides.before, sides.after)) add(object, judgeRecreated(object, own));
    add(object, judgeBeingDeleted(changes.get(key), object, own));
    const change = changes.get(key);
    if (change !== undefined && first.length > 0 && first.every(({ impact }) => impact === 'none'))
      add(object, changeOf(object, [...first, ...change.findings], change.pods, change.claims));
  }
  for (const object of gone) {
    const key = keyOf(object);
    const kept = tool === undefined ? undefined : keptBecause(object, tool, sides.before.left.get(key));
    if (renames.has(object)) continue;
    if (tool !== undefined && kept !== undefined) add(object, judgeLeft(object, tool, kept, { before: object }));
    else add(object, judgeAsked(judgeDelete(object, context), object, context));
  }
  for (const { object, findings: found } of consequences(context, comingAbout(changes, context))) {
    const old = changes.get(keyOf(object));
    add(object, changeOf(object, [...found, ...(old?.findings ?? [])], old?.pods, old?.claims));
  }
  addPipeline(changes, hooks?.more ?? new Map<string, readonly Finding[]>(), sides.assumed, context);
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, change]) => ({
      ...change,
      findings: change.findings.map((finding) => ({
        ...finding,
        remedy: forPipeline(finding.remedy, tool, context.pipeline),
      })),
    }));
}

function isClaim(object: Manifest): boolean {
  return object.apiVersion === 'v1' && object.kind === 'PersistentVolumeClaim';
}

function isStatefulSet(object: Manifest): boolean {
  return object.apiVersion === 'apps/v1' && object.kind === 'StatefulSet';
}

/** An update whose sides may be written in two versions of an API. */
function judgeInOneVersion(old: Manifest, now: Manifest, context: Context): Change | undefined {
  // Of a live object it is known what it holds, and a PUT leaves nothing.
  if (old.apiVersion === now.apiVersion || context.live.has(keyOf(now)) || context.apply === 'replace') {
    return judgeUpdate(convertTo(old, now.apiVersion), now, context);
  }
  const { before, after, stays } = acrossVersions(old, now);
  const change = judgeUpdate(before, after, context);
  if (stays === undefined) return change;
  const found = findings(VERSION_RULES, { path: stays, from: old.apiVersion, to: now.apiVersion });
  return changeOf(now, [...found, ...(change?.findings ?? [])], change?.pods, change?.claims);
}

function judgeUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  if (before.apiVersion === after.apiVersion) {
    switch (`${after.apiVersion}/${after.kind}`) {
      case 'apps/v1/StatefulSet':
        return judgeSetUpdate(before, after, context);
      case 'v1/Service':
        return judgeServiceUpdate(before, after, context);
      case 'v1/PersistentVolumeClaim':
        return judgeClaimUpdate(before, after, context);
      default:
    }
  }
  return judgeOtherUpdate(before, after, context);
}

function judgeDelete(before: Manifest, context: Context): Change | undefined {
  switch (`${before.apiVersion}/${before.kind}`) {
    case 'apps/v1/StatefulSet':
      return judgeSetDelete(before, context);
    case 'v1/Service':
      return judgeServiceDelete(before, context);
    case 'v1/PersistentVolumeClaim':
      return judgeClaimDelete(before, context);
    default:
      return judgeOtherDelete(before, context);
  }
}
