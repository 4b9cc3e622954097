import { parseImage } from '../kubernetes/image-tag';
import type { ImageUser } from './known-image';
import { knownImage } from './known-images';

/** What is known of the user of an image: only of the repositories that its Dockerfiles are built to, as others may build it otherwise. */
export function imageUser(image: string): ImageUser | undefined {
  const { repository, tag = '' } = parseImage(image);
  const user = knownImage(repository)?.user;
  const isOf = user?.of.includes(repository.replace(/^(index\.)?docker\.io\//, '').replace(/^library\//, '')) === true;
  return isOf && user.not?.test(tag) !== true ? user : undefined;
}

/** The number of the user that owns the data of an image, if it is known. */
export function dataOwner(image: string): number | undefined {
  const user = imageUser(image);
  return /alpine/.test(parseImage(image).tag ?? '') ? (user?.alpineOwner ?? user?.owner) : user?.owner;
}
