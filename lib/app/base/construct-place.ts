import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { showValue } from '../../messages/show-value';
import { UserError } from '../../messages/user-error';

/**
 * The scope of a construct that is about to be made, if it may stand there under this id. cdk8s would end in a stack trace
 * that names neither of them.
 *
 * @throws UserError
 */
export function placeOf(called: string, scope: Construct, id: string): Construct {
  const refuse = (fault: string, remedy: string): never => {
    throw new UserError(`new ${called}(scope, id, props): ${fault}. ${remedy}`);
  };
  if (!Construct.isConstruct(scope)) {
    return refuse(`the scope must be a chart, not ${showValue(scope)}`, `Write new ${called}(chart, 'wiki', { … }).`);
  }
  if (typeof id !== 'string' || id === '') {
    return refuse(`the id must be text, not ${showValue(id)}`, `Write new ${called}(chart, 'wiki', { … }).`);
  }
  if (!scope.node.scopes.some((one) => Chart.isChart(one))) {
    return refuse(`'${id}' is in no chart`, 'Put it into one: new Chart(app, …).');
  }
  // The same as in its path, where a slash cannot stand.
  if (scope.node.tryFindChild(id.replaceAll('/', '--')) !== undefined) {
    return refuse(`${scope.node.path} already has '${id}'`, 'Give this one another id.');
  }
  return scope;
}
