/** What is known of an image that keeps data, from its own documentation. */
export interface KnownImage {
  /** As people say it. */
  readonly title: string;
  /** Last part of the repository: registries mirror images under their own names. */
  readonly names: readonly string[];
  /** Where it keeps its data, if nothing else is said: a claim mounted there, above or below is its data. */
  readonly directories: readonly string[];
  /** Where it listens by itself. */
  readonly ports: readonly number[];
  /** How many numbers of a tag make a release whose data differs. */
  readonly numbers: 1 | 2;
  /** The tags that say the release; of others nothing is sure. Default: all. */
  readonly tags?: RegExp;
  /** Whether a server of any other release refuses the data, older or newer. */
  readonly refusesOthers?: true;
  /** Releases of which none may be left out on the way up, oldest first; `each` if their numbers follow one another. */
  readonly steps?: readonly string[] | 'each';
  /** Whether a server of an older release refuses the data. */
  readonly refusesNewer?: true;
  /** Whether its documentation says that a step back is not supported, though a server may start. */
  readonly supportsNoStepBack?: true;
  /** How many numbers of a tag count on the way back, if they are more than `numbers`. */
  readonly back?: 2 | 3;
  /** What makes one step back possible. */
  readonly oneBackAfter?: string;
  /** What must be done before the upgrade, whatever the release. */
  readonly first?: string;
  /** Whether its members decide by majority. */
  readonly quorum?: true;
  /** Where it does not start on a new volume whose root is its data directory: file systems such as ext4 keep a folder `lost+found` there. */
  readonly emptyDirectory?: EmptyDirectory;
  /** Who its first process is, if its Dockerfiles agree. */
  readonly user?: ImageUser;
  /** Where this is said. */
  readonly sources: readonly string[];
}

/** The user of an image, as the kubelet and its data see it. */
export interface ImageUser {
  /** `root`, a number, or a name. The kubelet does not look names up: under `runAsNonRoot` it refuses them, as it refuses root. */
  readonly starts: 'root' | number | { readonly name: string };
  /** The number of the user that owns the data: an image that starts as root steps down to it. */
  readonly owner?: number;
  /** The same of the images on Alpine, if it differs. */
  readonly alpineOwner?: number;
  /** The repositories that are built of these Dockerfiles, as they are written; mirrors may have images of their own. */
  readonly of: readonly string[];
  /** Tags of images with another user. */
  readonly not?: RegExp;
}

/** A server that creates its data only in an empty directory, or takes every folder in it for its own. */
export interface EmptyDirectory {
  /** Last part of the repository, of the images that are built like this. */
  readonly names: readonly string[];
  /** The variable that names the directory, in images that have one. A list of directories has commas. */
  readonly variable?: string;
  /** The directory if nothing else is said. */
  readonly directory?: string | undefined;
  /** The last release with that directory, if later ones have another. */
  readonly directoryUntil?: string | undefined;
  /** The only release that does so, if others do not. */
  readonly onlyRelease?: string;
  /** The argument that makes it ignore what it finds. */
  readonly ignoredBy?: string;
  /** What the server does then, after its title. */
  readonly says: string;
  readonly sources: readonly string[];
}

/** `postgres` of `registry.example.org/library/postgres`. */
export function lastPart(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}
