import { ApiObject, Chart, Testing } from 'cdk8s';
import type { KubeObject } from '../kubernetes/client';
import type { Mistake } from './mistakes';

/** The manifests that a mistake would have given, had synth not stopped it. */
export function unchecked(mistake: Mistake): KubeObject[] {
  const chart = new Chart(Testing.app(), 'chart');
  mistake.build(chart);
  return chart.node
    .findAll()
    .filter((node) => ApiObject.isApiObject(node))
    .map((object) => object.toJson() as KubeObject);
}

/** What synth says of it. */
export function synthMessage(mistake: Mistake): string {
  const chart = new Chart(Testing.app(), 'chart');
  mistake.build(chart);
  try {
    Testing.synth(chart);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
