/** Files and folders that were dropped or chosen, as one text: each begins with its name in a comment. */
export async function textOfDropped(data: DataTransfer): Promise<string> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = (await Promise.all(entries.map((entry) => filesBelow(entry, '')))).flat();
  return joined(files.filter(([path]) => isManifest(path) || files.length === 1));
}

export async function textOfChosen(files: FileList): Promise<string> {
  const named = [...files].map(
    (file) => [file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file] as const,
  );
  return joined(named.filter(([path]) => isManifest(path) || named.length === 1));
}

const isManifest = (path: string): boolean => /\.(ya?ml|json)$/i.test(path);

async function joined(files: readonly (readonly [string, File])[]): Promise<string> {
  const sorted = [...files].sort(([left], [right]) => (left < right ? -1 : 1));
  const texts = await Promise.all(
    sorted.map(async ([path, file]) => `# ${path.replace(/[^\w./@ -]/g, '?')}\n${await file.text()}`),
  );
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<(readonly [string, File])[]> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile) {
    return [[path, await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A folder is read in portions.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map((each) => filesBelow(each, path)))).flat();
}
