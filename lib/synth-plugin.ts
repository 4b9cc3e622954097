import { SynthValidation } from './cli/plan/synth-validation';
import { plan } from './plan';

/**
 * A validation plugin for `cdk8s synth`: plans what was just synthesised against what is committed, and fails the synth on
 * what the team forbids. In cdk8s.yaml:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/cdk8s-stateful-web-app/build/lib/synth-plugin
 *     version: 0.2.0
 *     class: PlanValidation
 *     properties: { failOn: rejected }
 * ```
 */
export class PlanValidation extends SynthValidation {
  public constructor(properties: Readonly<Record<string, unknown>> = {}) {
    super(properties, plan);
  }
}
