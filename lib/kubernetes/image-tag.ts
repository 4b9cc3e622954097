/** The parts of an image reference that Kubernetes and people decide by. */
export interface ImageReference {
  /** Without tag and digest: `docker.io/library/postgres` is written `postgres` as the author wrote it. */
  readonly repository: string;
  /** `latest` where neither tag nor digest is given. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Reads `registry:5000/name:tag@sha256:…`. Never throws. */
export function parseImage(image: string): ImageReference {
  const [named = '', digest] = image.split('@', 2);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  return {
    repository: hasTag ? named.slice(0, colon) : named,
    tag: tag ?? (digest === undefined ? 'latest' : undefined),
    digest,
  };
}

const REFERENCE =
  /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*([+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** The pull policy that the API server fills in: `Always` for `latest` or no tag. One that cannot be read gets `IfNotPresent`. */
export function defaultPullPolicy(image: string): 'Always' | 'IfNotPresent' {
  return REFERENCE.test(image) && parseImage(image).tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const HOST = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::\\d+)?';
const IMAGE = new RegExp(
  `^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`,
);

/** Whether a container runtime can read the reference at all; whether there is such an image is another question. */
export function isImageReference(image: string): boolean {
  return IMAGE.test(image);
}
