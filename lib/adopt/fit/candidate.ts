import { asObject, at, type PlainObject } from '../../kubernetes/plain';
import { type Code, ListCode, MapCode } from '../code/code';
import { evaluate } from '../code/evaluate';

/** A way to let the app write one more object. It is tried, so it may be wrong. */
export type Candidate = (props: MapCode) => MapCode | undefined;

/** Labels and annotations that the app's objects do not have all. */
export function ownMetadata(
  props: MapCode,
  object: PlainObject,
  selector: PlainObject = {},
): { labels?: PlainObject | undefined; annotations?: PlainObject | undefined } {
  const isSeparate = pairsAt(props, 'adoption')['separateMetadata'] === true;
  const more = (key: 'labels' | 'annotations', inherited: PlainObject): PlainObject | undefined => {
    const taken: PlainObject = isSeparate ? {} : { ...pairsAt(props, key), ...inherited };
    const own = Object.entries(asObject(at(object, 'metadata', key))).filter(([name, value]) => taken[name] !== value);
    return own.length === 0 ? undefined : Object.fromEntries(own);
  };
  return { labels: more('labels', selector), annotations: more('annotations', {}) };
}

export function withOneMore(props: MapCode, key: string, item: Code): MapCode {
  const list = props.get(key);
  return props.with(key, new ListCode([...(list instanceof ListCode ? list.items : []), item]));
}

/** What the props give in a field of text by name, such as labels. */
export function pairsAt(props: MapCode, key: string): PlainObject {
  const pairs = props.get(key);
  return pairs === undefined ? {} : asObject(evaluate(pairs));
}

/** With another value of a field of `adoption`; without it where there is none. */
export function withAdoption(props: MapCode, key: string, value: Code | undefined): MapCode {
  const adoption = props.get('adoption');
  return props.with('adoption', (adoption instanceof MapCode ? adoption : new MapCode([])).with(key, value));
}
