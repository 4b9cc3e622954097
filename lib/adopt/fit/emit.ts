import { ApiObject, App, Chart } from 'cdk8s';
import { StatefulWebApp } from '../../app/stateful-web-app';
import type { StatefulWebAppProps } from '../../app/props';
import type { Manifest } from '../../kubernetes/manifest';
import { diagnosticsOf, formatProblem } from '../../messages/diagnostic';
import { UserError } from '../../messages/user-error';
import type { Cluster } from '../../storage/cluster';
import { setTargetCluster } from '../../storage/target-cluster';
import type { MapCode } from '../code/code';
import { evaluate } from '../code/evaluate';

/** What an app with some props writes. */
export interface Emitted {
  readonly objects: readonly Manifest[];
  /** What the construct refuses. */
  readonly errors: readonly string[];
}

/** Where an app stands in the program. */
export interface Target {
  /** The chart's namespace. Default: none. */
  readonly namespace?: string;
  /** The cluster that it is checked against. Default: nothing is known of it. */
  readonly cluster?: Cluster;
}

/** Makes the app that the code describes, as the program will, and reads what it writes. */
export function emit(props: MapCode, { namespace, cluster }: Target): Emitted {
  const program = new App();
  if (cluster !== undefined) setTargetCluster(program, cluster);
  const chart = new Chart(program, 'chart', namespace === undefined ? {} : { namespace });
  try {
    const app = new StatefulWebApp(chart, 'app', evaluate(props) as StatefulWebAppProps);
    const errors = diagnosticsOf(app)
      .filter(({ severity }) => severity === 'error')
      .map(formatProblem);
    const objects = app.node.findAll().filter((node): node is ApiObject => node instanceof ApiObject);
    return { objects: errors.length > 0 ? [] : objects.map((object) => object.toJson() as Manifest), errors };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { objects: [], errors: [error.message] };
  }
}
