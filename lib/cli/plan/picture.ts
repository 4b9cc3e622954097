import { labelOf } from '../../plan/facts/identity';
import type { Change } from '../../plan/types';
import { mermaidLabel } from './escape';
import { sceneOf, type Scene, type Tone } from './scene';
import { worstFirst, type Verdict } from './verdict';

/** A picture with more boxes is not read, and GitHub stops drawing. */
const MOST_SETS = 6;
const MOST_PODS = 6;
const MOST_CLAIMS = 12;

const STYLE: Readonly<Record<Tone, string>> = {
  'data-risk': 'fill:#cf222e,color:#ffffff,stroke:#82071e',
  outage: 'fill:#bc4c00,color:#ffffff,stroke:#762c00',
  rejected: 'fill:#ffcecb,color:#82071e,stroke:#cf222e',
  delete: 'fill:#ffd8b5,color:#762c00,stroke:#bc4c00',
  restart: 'fill:#fff8c5,color:#4d2d00,stroke:#9a6700',
  update: 'fill:#ddf4ff,color:#0a3069,stroke:#0969da',
  create: 'fill:#dafbe1,color:#044f1e,stroke:#1a7f37',
  none: 'fill:#f6f8fa,color:#59636e,stroke:#d1d9e0',
  plain: 'fill:#f6f8fa,color:#59636e,stroke:#d1d9e0',
};

/**
 * A Mermaid flowchart of the Services, pods and claims of the StatefulSets that change, each coloured by what happens to
 * it. Empty where no StatefulSet changes.
 */
export function drawPicture({ plan }: Verdict, scene: Scene): string {
  const impacts = new Map(plan.changes.map((change) => [change.object, change.impact]));
  const sets = worstFirst(plan.changes.filter(({ group, kind }) => group === 'apps' && kind === 'StatefulSet')).slice(
    0,
    MOST_SETS,
  );
  if (sets.length === 0) {
    return '';
  }
  const drawing = new Drawing();
  for (const set of sets) {
    drawSet(set, scene, (object) => impacts.get(object) ?? 'plain', drawing);
  }
  return drawing.text();
}

function drawSet(set: Change, scene: Scene, toneOf: (object: string) => Tone, drawing: Drawing): void {
  const { services, pods, claims } = sceneOf(set, scene);
  drawing.box(set.object, '[[', set.object, ']]', set.impact);
  for (const service of services) {
    const object = labelOf(service);
    drawing.box(object, '([', `Service ${service.metadata.name}`, '])', toneOf(object));
    drawing.arrow(object, '-->', set.object);
  }
  const shown = pods.slice(0, MOST_PODS);
  const podBox = (pod: string): string => `${set.object} pod ${pod}`;
  for (const [pod, tone] of shown) {
    drawing.box(podBox(pod), '[', pod, ']', tone);
    drawing.arrow(set.object, '-->', podBox(pod));
  }
  const near = claims.filter(({ pod }) => pod === undefined || shown.some(([name]) => name === pod));
  for (const { name, tone, pod, orphaned } of near.slice(0, MOST_CLAIMS)) {
    const key = `${set.object} claim ${name}`;
    drawing.box(key, '[(', name, ')]', tone);
    drawing.arrow(pod === undefined ? set.object : podBox(pod), orphaned ? '-. kept .->' : '-->', key);
  }
  const missing = [
    ...(pods.length > shown.length ? [`${pods.length - shown.length} more pods`] : []),
    ...(claims.length > Math.min(near.length, MOST_CLAIMS)
      ? [`${claims.length - Math.min(near.length, MOST_CLAIMS)} more claims`]
      : []),
  ];
  if (missing.length > 0) {
    drawing.box(`${set.object} more`, '[', missing.join(', '), ']', 'plain');
    drawing.arrow(set.object, '-->', `${set.object} more`);
  }
}

/** Collects boxes and arrows; names become short ids, so that nothing in them can be syntax. */
class Drawing {
  private readonly ids = new Map<string, string>();
  private readonly boxes = new Map<string, string>();
  private readonly arrows: string[] = [];
  private readonly tones = new Set<Tone>();

  public box(key: string, open: string, text: string, close: string, tone: Tone): void {
    this.tones.add(tone);
    this.boxes.set(key, `${this.id(key)}${open}"${mermaidLabel(text)}"${close}:::${className(tone)}`);
  }

  public arrow(from: string, arrow: string, to: string): void {
    this.arrows.push(`${this.id(from)} ${arrow} ${this.id(to)}`);
  }

  public text(): string {
    const styles = [...this.tones].map((tone) => `classDef ${className(tone)} ${STYLE[tone]}`);
    return ['flowchart LR', ...[...this.boxes.values(), ...this.arrows, ...styles].map((line) => `  ${line}`)].join(
      '\n',
    );
  }

  private id(key: string): string {
    const id = this.ids.get(key) ?? `n${this.ids.size}`;
    this.ids.set(key, id);
    return id;
  }
}

const className = (tone: Tone): string => tone.replace('-', '');
