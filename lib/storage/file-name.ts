/** Names of devices, which no file of Windows can have, whatever its ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])$/i;

/** Why a file or folder of this name cannot be on every machine, or would not be seen; undefined if it can. */
export function fileNameFault(name: string): string | undefined {
  if (name.startsWith('.')) return 'must not begin with a dot: such files are hidden, and pipelines skip them';
  if (/[. ]$/.test(name)) return 'must not end with a dot or a space: Windows removes it';
  if (DEVICE.test(name.split('.')[0] ?? '')) return 'must not be the name of a device: Windows cannot have such a file';
  return undefined;
}
