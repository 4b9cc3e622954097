/** What happens to the objects beside a refused one, and how to get out of it. */
export interface RestOfTheApply {
  readonly others: string | undefined;
  readonly recover: string | undefined;
}
