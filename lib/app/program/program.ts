import type { IConstruct } from 'constructs';
import type { Report } from '../../messages/problem';
import type { ResolvedApp } from '../resolved-app';
import type { Wire } from '../base/wire';

/** An app among the others of its program. */
export interface Member {
  readonly construct: IConstruct;
  readonly report: Report;
  readonly app: ResolvedApp;
  /** As it goes to the API server. */
  readonly statefulSet: Wire;
}

/** What is said of apps when all constructs of their program are there. */
export type Advice = (members: readonly Member[], root: IConstruct) => void;

const MEMBERS = new WeakMap<IConstruct, Member[]>();

/** Adds an app to its tree of constructs; the first one has the tree advise when it is validated, once. */
export function joinProgram(member: Member, advise: readonly Advice[]): void {
  const { root } = member.construct.node;
  const known = MEMBERS.get(root);
  if (known !== undefined) {
    known.push(member);
    return;
  }
  const members = [member];
  MEMBERS.set(root, members);
  let isDone = false;
  root.node.addValidation({
    validate: () => {
      if (!isDone) advise.forEach((each) => each(members, root));
      isDone = true;
      return [];
    },
  });
}
