/** Looks at the objects of each folder before its files are replaced. */
export interface IReplacementGate {
  /**
   * Called for each folder that is about to change. What it throws stops the replacement: all folders stay as they are.
   *
   * @param before the objects that synth wrote last
   * @param after the objects that it is about to write
   * @param folder the folder
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii knows free-form JSON as any alone
  check(before: any[], after: any[], folder: string): void;
}
