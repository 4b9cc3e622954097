import { Literal, MapCode } from '../code/code';
import type { Part, PartApp } from '../part';
import { distinct, fileNameOf, identifierOf } from '../project/identifier';
import { mergeProps, type Merged } from './merge';

/** An app of the program, in a file of its own. */
export interface ProgramApp extends Merged {
  /** The name of the app, and of its construct. */
  readonly name: string;
  /** The function that makes it. */
  readonly identifier: string;
  /** `apps/wiki` */
  readonly file: string;
  /** What is said above the function, line by line. */
  readonly comment: readonly string[];
  /** Where it is made, in the order of its values. */
  readonly uses: readonly AppUse[];
}

export interface AppUse {
  /** Of all environments, the first is 0. */
  readonly environment: number;
  readonly app: PartApp;
}

/** The apps of all environments. Those of one name in several are one, if they differ in a few values alone. */
export function programApps(parts: readonly Pick<Part, 'apps'>[]): ProgramApp[] {
  const groups: AppUse[][] = [];
  parts.forEach(({ apps }, environment) => {
    for (const app of apps) {
      const group = groups.find(
        (uses) => uses[0]?.app.name === app.name && uses.every((use) => use.environment !== environment),
      );
      const merged = group === undefined ? undefined : mergeProps([...group.map((use) => use.app.props), app.props]);
      if (group === undefined || merged === undefined) groups.push([{ environment, app }]);
      else group.push({ environment, app });
    }
  });
  const named = groups.map((uses) => ({ uses, name: uses[0]?.app.name ?? '' }));
  const identifiers = distinct(named, ({ name }) => identifierOf(name));
  const files = distinct(named, ({ name }) => fileNameOf(name));
  return named.map((each) => {
    const merged = mergeProps(each.uses.map(({ app }) => app.props));
    const { props, varying } = merged ?? { props: new MapCode([]), varying: [] };
    return {
      ...each,
      identifier: identifiers.get(each) ?? '',
      file: `apps/${files.get(each) ?? ''}`,
      comment: [...new Set(each.uses.flatMap(({ app }) => app.above))],
      varying,
      // The construct's id is the name.
      props: props.get('name') instanceof Literal ? props.with('name', undefined) : props,
    };
  });
}
