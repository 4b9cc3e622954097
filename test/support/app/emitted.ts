import { ApiObject, Chart, Testing } from 'cdk8s';
import { StatefulWebApp, type StatefulWebAppProps } from '../../../lib';
import { diagnosticsOf } from '../../../lib/messages/diagnostic';
import type { KubeObject } from '../kubernetes/client';

/** What an app emits, wrong or not, and the codes of what synth says against it. */
export function emitted(
  props: StatefulWebAppProps,
  namespace = 'default',
): { readonly objects: readonly KubeObject[]; readonly codes: readonly string[] } {
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  new StatefulWebApp(chart, 'wiki', props);
  const errors = diagnosticsOf(chart).filter(({ severity }) => severity === 'error');
  const objects = chart.node.findAll().filter((node) => ApiObject.isApiObject(node));
  return { objects: objects.map((object) => object.toJson() as KubeObject), codes: errors.map(({ code }) => code) };
}
