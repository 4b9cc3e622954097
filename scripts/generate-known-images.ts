import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { KnownImage } from '../lib/images/known-image';
import { KNOWN_IMAGES } from '../lib/images/known-images';

const IMAGES_PAGE = join(__dirname, '../docs/reference/known-images.md');

function row(image: KnownImage): string {
  const { steps } = image;
  const data =
    image.refusesOthers === true
      ? 'no other major version starts on the data'
      : image.refusesNewer === true
        ? 'an older version does not start on the data'
        : image.supportsNoStepBack === true
          ? 'a step back is not supported'
          : '';
  const back =
    image.back === undefined
      ? ''
      : `, on the way back ${'major.minor.patch'.split('.').slice(0, image.back).join('.')}`;
  const path = steps === undefined ? '' : steps === 'each' ? 'one after the other' : steps.join(' → ');
  const cells = [
    image.title,
    image.names.map((name) => `\`${name}\``).join(', '),
    image.directories.map((name) => `\`${name}\``).join(', '),
    image.ports.join(', '),
    userOf(image),
    `${image.numbers === 1 ? 'major' : 'major.minor'}${back}`,
    data,
    path,
    image.quorum === true ? 'yes' : '',
    image.sources.map((source, index) => `[${index + 1}](${source})`).join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Who it starts as, and who owns the data. */
function userOf({ user }: KnownImage): string {
  if (user === undefined) return '';
  const { starts, owner, alpineOwner, not } = user;
  const first = typeof starts === 'object' ? `\`${starts.name}\`` : String(starts);
  const data = owner === undefined || owner === starts ? '' : `, data of ${owner}`;
  const alpine = alpineOwner === undefined ? '' : ` (on Alpine ${alpineOwner})`;
  return `${first}${data}${alpine}${not === undefined ? '' : `; not tags like \`${not.source.replaceAll('|', '\\|')}\``}`;
}

const HEAD = `<!-- Written by scripts/generate-known-images.ts. Do not edit: npm run docs:images -->

# Known images

What \`plan\` knows of images that keep data, and where that is said. \`npm run docs:images\` writes this page from \`lib/images\`. It counts only where a claim is
mounted at the image's data directory, the tag says the version, and no container of the pod is there to upgrade the data. Of every other image the plan says what a new major version *may* do.

*User* is what the image starts as, and who owns its data, where all its Dockerfiles agree; it counts for the repositories that are built of them, not for mirrors. Under \`runAsNonRoot\` the kubelet refuses
root and users that an image gives by name. What is not known is left empty, as of images whose user changed from release to release (Elasticsearch, Grafana, InfluxDB).

| image | repositories end in | data directory | ports | user | releases | data | upgrades | majority | sources |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
`;

/** What the plan knows of images, out of the table that it uses. */
async function imagesPage(): Promise<string> {
  const text = `${HEAD}${KNOWN_IMAGES.map(row).join('\n')}\n`;
  return format(text, { ...(await resolveConfig(IMAGES_PAGE)), parser: 'markdown' });
}

void imagesPage().then((page) => {
  writeFileSync(IMAGES_PAGE, page);
});
