/** What one document of YAML or JSON consists of. `start` is the offset in its text. */
export type Node = ScalarNode | SequenceNode | MappingNode | AliasNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly start: number;
  readonly text: string;
  /** In full (`tag:yaml.org,2002:int`); empty where none is written. */
  readonly tag: string;
  /** Written without quotes, so that its text decides what it is. */
  readonly plain: boolean;
  /** A number or word of JSON, which means what JSON says. */
  readonly json?: boolean;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly start: number;
  readonly items: Node[];
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly start: number;
  /** Key, value, key, value. */
  readonly entries: Node[];
}

export interface AliasNode {
  readonly kind: 'alias';
  readonly start: number;
  readonly target: Node;
}

/** Why a text cannot be read. */
export type Problem =
  | 'indentation'
  | 'tab'
  | 'key-too-far'
  | 'second-colon'
  | 'not-closed'
  | 'separator'
  | 'cannot-start'
  | 'escape'
  | 'surrogate'
  | 'alias'
  | 'alias-loop'
  | 'alias-bomb'
  | 'anchor'
  | 'tag'
  | 'block-header'
  | 'directive'
  | 'leftover'
  | 'depth'
  | 'control'
  | 'json';

/** Thrown by the readers; `describeSyntaxError` says it in words. It never carries text of the file, which may be a secret. */
export class SyntaxProblem extends Error {
  public constructor(
    public readonly problem: Problem,
    public readonly offset: number,
  ) {
    super(problem);
  }
}

/** No object of Kubernetes comes near it; what is deeper only makes programs fail. */
export const MOST_LEVELS = 1000;
