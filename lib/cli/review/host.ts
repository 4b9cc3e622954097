/** A pull request or merge request that is to be planned. */
export interface Request {
  readonly number: number;
  /** Its newest commit, which is in the clone. */
  readonly head: string;
  /** The ref of its target branch in the clone. */
  readonly target: string;
  /** The name of that branch. */
  readonly branch: string;
}

export type Verdict = 'passes' | 'stops' | 'fails';

/** Where the pipeline runs. */
export interface Host {
  /** The clone that has the commits. */
  readonly folder: string;
  /** What this run is about; none where it is about no open request. */
  requests(): Promise<readonly Request[]>;
  /** Where the page can be found, which the run keeps as an artefact. */
  linkTo(file: string): string;
  /** Posts the comment, or renews the one of this token's user. Why it may not, if it may not. */
  comment(request: Request, body: string): Promise<string | undefined>;
  /** Before the plan, and after it. Only where the result of the job is not shown at the request itself. */
  status?(request: Request, verdict: Verdict | 'pending'): Promise<void>;
  /** What the host is told of the report, beside the comment. */
  summary(report: string): void;
}

/** What a verdict is called in a status of a commit. */
export const DESCRIPTIONS: Readonly<Record<Verdict | 'pending', string>> = {
  pending: 'Plans',
  passes: 'Nothing that is forbidden',
  stops: 'Stops: see the comment',
  fails: 'No plan: see the log',
};
