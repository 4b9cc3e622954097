import type { Problem } from '../messages/problem';
import { fit, MISFIT } from './fit';
import { knowFactories } from './known-names';
import { misused } from './misuse';
import { FACTORIES } from './prop-table';
import { propOf } from './type';

type Factory = (...given: unknown[]) => unknown;

/**
 * Lets the static methods of a class look at their arguments first. One that is called wrongly gives an object that only knows what
 * was wrong: the app that uses it reports that, with its path and prop, together with all other errors.
 */
export function guardFactories(name: string, owner: { readonly prototype: object }): void {
  knowFactories(name, owner);
  const methods = owner as unknown as Record<string, Factory>;
  for (const [method, parameters] of Object.entries(FACTORIES[name] ?? {})) {
    const original = methods[method];
    if (original === undefined) continue;
    const props = Object.entries(parameters).map(([parameter, text]) => ({ parameter, ...propOf(text) }));
    methods[method] = (...given) => {
      const problems: Problem[] = [];
      const args = props.map(({ parameter, type, required }, index) => {
        const value = given[index] ?? undefined;
        // The options of a factory are told as if they were props of what it makes.
        const prop = parameter === 'options' ? '' : parameter;
        if (value === undefined) {
          if (required) problems.push({ code: 'prop-missing', prop, message: `${name}.${method} needs ${parameter}` });
          return undefined;
        }
        const report = (problem: Problem): void =>
          void problems.push(prop === '' && problem.prop === 'props' ? { ...problem, prop } : problem);
        const kept = fit(report, value, type, prop);
        return kept === MISFIT ? undefined : kept;
      });
      return problems.length === 0
        ? original.apply(owner, args)
        : misused(Object.create(owner.prototype) as object, problems);
    };
  }
}
