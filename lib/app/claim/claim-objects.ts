import { renderClaimTemplate, type StatefulClaim } from './claim';
import type { ClaimSource } from './claim-source';
import { KEPT_WHEN_GONE_FROM_GIT } from '../../pipelines/kept';
import type { ResolvedApp } from '../resolved-app';
import type { Wire } from '../base/wire';

/** A claim that stands in git beside the StatefulSet, whose controller adopts it by its name. */
export interface ClaimObject {
  readonly name: string;
  readonly manifest: Wire;
}

/**
 * The claims that have grown or are made from a source, in the order of claims and ordinals. Each says what the controller would say,
 * and so what the live claim says: the spec of its template, labels of the template under those of the selector. What the template
 * leaves to the cluster, such as its default class, stays left out: the live claim keeps what it got.
 */
export function claimObjects(app: ResolvedApp): ClaimObject[] {
  const { identity, claims } = app;
  return claims
    .filter(({ grownTo, source, sources }) => grownTo !== undefined || source !== undefined || sources !== undefined)
    .flatMap((claim) =>
      identity.ordinals
        .filter((ordinal) => claim.grownTo !== undefined || sourceOf(claim, ordinal) !== undefined)
        .map((ordinal) => ({
          name: identity.claimName(claim.name, ordinal),
          manifest: claimObject(app, claim, ordinal),
        })),
    );
}

/** What fills the volume of one ordinal, beyond what the template says. */
export function sourceOf(claim: StatefulClaim, ordinal: number): ClaimSource | undefined {
  return claim.sources?.[String(ordinal)] ?? claim.source;
}

function claimObject({ props, identity, selectorLabels }: ResolvedApp, claim: StatefulClaim, ordinal: number): Wire {
  const { apiVersion, kind, spec } = renderClaimTemplate({ ...claim, size: claim.grownTo ?? claim.size });
  const source = sourceOf(claim, ordinal);
  const selector = props.adoption?.selector;
  return {
    apiVersion,
    kind,
    metadata: {
      name: identity.claimName(claim.name, ordinal),
      namespace: props.namespace,
      labels: { ...claim.labels, ...(selector === undefined ? selectorLabels : selector.matchLabels) },
      annotations: { ...claim.annotations, ...KEPT_WHEN_GONE_FROM_GIT },
    },
    spec:
      source === undefined
        ? spec
        : { ...(spec as Wire), dataSource: source._render(ordinal), dataSourceRef: undefined },
  };
}
