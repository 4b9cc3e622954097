import { nearestNames } from '../../messages/nearest-names';
import { groupOf } from '../object-kind';
import { SERVED_APIS, type ServedApi } from './served-apis';

/** Why an API server does not know a kind in a version: `no matches for kind`. */
export interface Unserved {
  /** `removed`: in `version`. `later`: comes with `version`. `off`: only where it is switched on. `unknown`: no version has it. */
  readonly reason: 'removed' | 'later' | 'off' | 'unknown';
  readonly version?: string;
  /** The group and version to write instead, as far as this API server serves it. */
  readonly replacement?: string;
  /** Of a kind that no version has: the one that is called nearly so. */
  readonly near?: { readonly apiVersion: string; readonly kind: string };
}

const BY_KIND: ReadonlyMap<string, ServedApi> = new Map(
  SERVED_APIS.flatMap((api) => api.kinds.map((kind) => [`${api.apiVersion}/${kind}`, api] as const)),
);
/** Groups that belong to Kubernetes itself; in others a custom resource may be of any kind. */
const GROUPS: ReadonlySet<string> = new Set(SERVED_APIS.map(({ apiVersion }) => groupOf({ apiVersion, kind: '' })));

/** Whether an API server of this minor version, as it comes, refuses a kind in this version; undefined if it serves it. */
export function unserved(apiVersion: string, kind: string, minor: number): Unserved | undefined {
  if (!GROUPS.has(groupOf({ apiVersion, kind }))) return undefined;
  const api = BY_KIND.get(`${apiVersion}/${kind}`);
  if (api === undefined) {
    const instead = replacementOf(apiVersion, kind, minor);
    return { reason: 'unknown', ...(instead ?? nearOf(apiVersion, kind, minor)) };
  }
  const instead = replacementOf(apiVersion, kind, minor, api.replacement);
  if (api.from > minor) return { reason: 'later', version: `1.${api.from}`, ...instead };
  if (api.until !== undefined && api.until <= minor)
    return { reason: 'removed', version: `1.${api.until}`, ...instead };
  return api.off === true ? { reason: 'off', ...instead } : undefined;
}

function replacementOf(
  apiVersion: string,
  kind: string,
  minor: number,
  known?: string,
): { readonly replacement: string } | undefined {
  const group = groupOf({ apiVersion, kind });
  const others = SERVED_APIS.filter(
    (api) => api.kinds.includes(kind) && groupOf({ apiVersion: api.apiVersion, kind }) === group,
  ).map((api) => api.apiVersion);
  const served = [known, ...others].find(
    (each) => each !== undefined && each !== apiVersion && isServed(each, kind, minor),
  );
  return served === undefined ? undefined : { replacement: served };
}

/** The kind itself in another group; otherwise one that differs in case, or in a few letters and is of the same group. */
function nearOf(apiVersion: string, kind: string, minor: number): Pick<Unserved, 'near'> {
  const group = groupOf({ apiVersion, kind: '' });
  const served = SERVED_APIS.flatMap((api) => api.kinds.map((each) => ({ apiVersion: api.apiVersion, kind: each })))
    .filter((each) => isServed(each.apiVersion, each.kind, minor))
    .sort((a, b) => Number(groupOf(b) === group) - Number(groupOf(a) === group));
  const [spelt] = nearestNames(
    kind,
    served.filter((each) => groupOf(each) === group).map((each) => each.kind),
    1,
  );
  const near =
    served.find((each) => each.kind === kind) ??
    served.find((each) => each.kind.toLowerCase() === kind.toLowerCase()) ??
    served.find((each) => each.kind === spelt);
  return near === undefined ? {} : { near };
}

function isServed(apiVersion: string, kind: string, minor: number): boolean {
  const api = BY_KIND.get(`${apiVersion}/${kind}`);
  return api !== undefined && api.from <= minor && (api.until ?? Infinity) > minor && api.off !== true;
}
