import type { Manifest } from '../../kubernetes/manifest';
import { deepEqual } from '../../kubernetes/plain';
import { unserved } from '../../kubernetes/served/unserved';
import type { UnservedObject } from '../facts/api';
import type { Context } from '../facts/context';
import { definedVersion } from '../facts/defined-version';
import { findings } from '../findings';
import { DEFINED_RULES, OLD_RELEASE_RULES, SERVED_RULES } from '../rules';
import type { Finding } from '../types';

/**
 * What the API server says of a manifest in a version that it does not serve. Where its version is only assumed, or the API is one
 * that can be switched on, an object that has the same version on both sides is proof that it is served.
 */
export function judgeUnserved(after: Manifest, before: Manifest | undefined, context: Context): Finding[] {
  const object = unservedObject(after, context);
  if (object === undefined) return [];
  if (object.upgraded) return findings(SERVED_RULES, object);
  // What does not change is no finding of a change.
  if (deepEqual(before, after)) return [];
  const same = before?.apiVersion === after.apiVersion && before.kind === after.kind;
  if (same && (!context.versionKnown || object.reason === 'off')) return [];
  return findings(SERVED_RULES, object);
}

/** An upgrade of a release starts by reading the old one. */
export function judgeOldRelease(before: Manifest, context: Context): Finding[] {
  if (!context.versionKnown) return [];
  const object = unservedObject(before, context);
  return object === undefined || object.reason === 'off' ? [] : findings(OLD_RELEASE_RULES, object);
}

/** What its own definition says of the version of a custom resource. */
export function judgeDefined(object: Manifest, context: Context): Finding[] {
  const version = definedVersion(object, context);
  return version === undefined ? [] : findings(DEFINED_RULES, version);
}

function unservedObject(object: Manifest, context: Context): UnservedObject | undefined {
  const { apiVersion, kind } = object;
  const why = unserved(apiVersion, kind, context.minor);
  if (why === undefined) return undefined;
  const { kubernetes, pipeline, fromMinor } = context;
  const upgraded = fromMinor !== undefined && unserved(apiVersion, kind, fromMinor) === undefined;
  return { ...why, apiVersion, kind, kubernetes, pipeline, upgraded, others: context.tool?.afterUnserved(object) };
}
