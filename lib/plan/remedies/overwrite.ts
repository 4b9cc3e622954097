import { type Remedy, inOrder, say } from '../remedy';
import { TOOLS } from '../../pipelines/tools';

/** What to do about a field that somebody else wrote. */
export const OVERWRITE: Remedy = [
  say('To keep the live value, write it into the manifest, or leave the field out of the manifest. To overwrite it:'),
  inOrder({
    text: 'Apply once in a way that takes the field over',
    ways: [TOOLS.kubectl, TOOLS.helm].flatMap(({ overwrite }) => overwrite ?? []),
  }),
];
