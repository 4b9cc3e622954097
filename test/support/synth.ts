import { Chart, Testing } from 'cdk8s';
import { StatefulWebApp, type StatefulWebAppProps } from '../../lib';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */

/** The smallest app that is right. */
export const SMALLEST: StatefulWebAppProps = { image: 'example/wiki:1.4', port: 8080 };

/** A synthesised app with its manifests, picked by kind. */
export interface SynthesisedApp {
  readonly app: StatefulWebApp;
  readonly manifests: any[];
  readonly statefulSet: any;
  readonly service: any;
  readonly pod: any;
  readonly container: any;
}

/** Synthesises `wiki` in a chart of its own. Throws what the synth throws. */
export function synthApp(props: Partial<StatefulWebAppProps> = {}, id = 'wiki'): SynthesisedApp {
  const chart = new Chart(Testing.app(), 'chart');
  const app = new StatefulWebApp(chart, id, { ...SMALLEST, ...props });
  const manifests = Testing.synth(chart);
  const statefulSet = manifests.find(({ kind }) => kind === 'StatefulSet');
  const pod = statefulSet.spec.template.spec;
  return {
    app,
    manifests,
    statefulSet,
    service: manifests.find(({ kind, spec }) => kind === 'Service' && spec.clusterIP === 'None'),
    pod,
    container: pod.containers[0],
  };
}

/** The lines that a synth fails with. */
export function synthErrors(props: Partial<StatefulWebAppProps>, id = 'wiki'): string[] {
  try {
    synthApp(props, id);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** What each error is about, without its wording: `replicas [replicas-invalid]`. */
export function summaries(errors: readonly string[]): string[] {
  return errors.map((error) => error.replace(/^\[[^\]]*\] `([^`]*)`.* \[([a-z-]+)\]$/s, '$1 [$2]'));
}
