import type { Manifest } from '../../kubernetes/manifest';
import { Literal, type MapCode, Member } from '../code/code';
import { print } from '../code/print';
import { type Candidate, withAdoption } from './candidate';
import { candidatesFor } from './companions';
import { type ExactProps, exactProps, type Unfit } from './exact-props';
import { type FitOptions, Fitting } from './fitting';
import { IDIOMS, oneServicePort } from './idioms';
import { minimise } from './minimise';

/** An app that writes some of the objects that were there, and no others. */
export interface FittedApp extends ExactProps {
  /** The keys of the objects that it writes. */
  readonly writes: ReadonlySet<string>;
}

/** The shortest props with which an app writes a StatefulSet as it is, and as much as it can of what stands around it. */
export function fitApp(found: Manifest, around: readonly Manifest[], options: FitOptions): FittedApp | Unfit {
  const fitting = new Fitting(found, around, options);
  const exact = exactProps(found, fitting, options);
  if ('reasons' in exact) return exact;
  const grown = grow(exact.props, candidatesFor(found, around, options), fitting);
  const idiomatic = IDIOMS.reduce((props, idiom) => fitting.better(props, idiom(props)), grown);
  const writes = fitting.writes(idiomatic);
  const holds = (props: MapCode): boolean => fitting.holds(props, writes);
  const shortest = shortened(idiomatic, fitting, holds);
  const props = fitting.changesNothing(shortest)
    ? shortest
    : shortened(idiomatic, fitting, (candidate) => holds(candidate) && fitting.changesNothing(candidate));
  return { props, patched: exact.patched, writes };
}

/** With as many objects as can be written; labels and annotations apart only where that makes more of them. */
function grow(props: MapCode, candidates: readonly Candidate[], fitting: Fitting): MapCode {
  const grown = (from: MapCode): MapCode => candidates.reduce((so, next) => fitting.better(so, next(so)), from);
  const together = grown(props);
  const apart = grown(withAdoption(props, 'separateMetadata', new Literal(true)));
  return fitting.writes(apart).size > fitting.writes(together).size ? apart : together;
}

function shortened(props: MapCode, fitting: Fitting, holds: (props: MapCode) => boolean): MapCode {
  const best = [props, ...secured(props).filter(holds)]
    .map((each) => minimise(each, holds))
    .reduce((best, each) => (lines(each) < lines(best) ? each : best));
  return fitting.better(best, oneServicePort(best), holds);
}

/** The same at levels that add what is safe: shorter where all of that is there already. */
function secured(props: MapCode): MapCode[] {
  return ['RESTRICTED', 'BASELINE'].map((name) =>
    props.with('securityLevel', new Member('PodSecurityLevel', name, name.toLowerCase())),
  );
}

const lines = (props: MapCode): number => print(props).split('\n').length;
