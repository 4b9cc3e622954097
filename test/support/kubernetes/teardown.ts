/** Removes all that the suite made, before jest ends. */
export default async function teardown(): Promise<void> {
  await globalThis.keeper?.close();
}
