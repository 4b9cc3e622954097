import { good } from '../support/kubernetes/client';
import { client } from '../support/kubernetes/cluster';
import { differences } from '../support/kubernetes/differences';
import { placed, SETS } from '../support/kubernetes/sets';

test.each(SETS)('$name is accepted with strict field validation, and nothing of it is dropped', async (set) => {
  const objects = await placed(set, 'accepted');

  expect(objects).not.toHaveLength(0);
  for (const object of objects) {
    const answer = await client.create(object);

    expect(good(answer)).toBeDefined();
    expect(answer.warnings).toEqual([]);
    expect(differences(object, answer.body)).toEqual([]);
  }
});
