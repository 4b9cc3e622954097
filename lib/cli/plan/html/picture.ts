import type { Change, Impact } from '../../../plan/types';
import type { Scene } from '../scene';
import { type Markup, markup, NOTHING } from './markup';
import { type Box, type ClaimBox, type PodBox, type Stage, stagesOf } from './stages';

/** More pods of one StatefulSet are counted, not drawn: first those to which something happens. */
const MOST_PODS = 12;

/** The picture of a StatefulSet: three columns, in words as well as in colours. Nothing for other kinds. */
export function pictureOf(change: Change, scene: Scene, impacts: ReadonlyMap<string, Impact>): Markup {
  if (change.group !== 'apps' || change.kind !== 'StatefulSet') return NOTHING;
  const stages = stagesOf(change, scene, impacts);
  if (stages.every(({ pods, services }) => pods.length + services.length === 0)) return NOTHING;
  return markup`<figure class="picture">
    <figcaption>${change.object}</figcaption>
    <div class="stages">${stages.map(stage)}</div>
  </figure>`;
}

function stage({ title, services, pods, unused }: Stage): Markup {
  const first = [...pods.filter(({ tone }) => tone !== 'plain'), ...pods.filter(({ tone }) => tone === 'plain')];
  const shown = new Set(first.slice(0, MOST_PODS));
  const rows = pods.filter((each) => shown.has(each)).map(podRow);
  const more = pods.length - shown.size;
  const empty = services.length + pods.length + unused.length === 0;
  return markup`<div class="stage">
    <h4>${title}</h4>
    ${services.map((service) => box('service', service))} ${rows}
    ${more > 0 ? markup`<p class="more">${more} more pods</p>` : NOTHING} ${unused.map(claimRow)}
    ${empty ? markup`<p class="more">nothing</p>` : NOTHING}
  </div>`;
}

function podRow(pod: PodBox): Markup {
  return markup`<div class="pod-row">${box('pod', pod)}${pod.claims.map(claimRow)}</div>`;
}

function claimRow(claim: ClaimBox): Markup {
  return markup`<div class="claim-row">${box('claim', claim)}${box('volume', claim.volume)}</div>`;
}

function box(kind: 'service' | 'pod' | 'claim' | 'volume', { name, tone, what }: Box): Markup {
  const words = what === '' ? NOTHING : markup` <em>${what}</em>`;
  return markup`<div class="box ${kind} tone-${tone}"><span class="kind">${kind}</span> ${name}${words}</div>`;
}
