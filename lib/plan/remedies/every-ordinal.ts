import { podsOf, type StatefulSetView } from '../facts/stateful-set-view';
import { word } from './steps';

/** Where nobody declares how many pods there are, the commands can only name the first. */
export function everyOrdinal(set: StatefulSetView): string {
  return set.replicasKnown
    ? ''
    : `replicas is not declared, so only ${podsOf(set).join(', ')} is named here: repeat it for every pod that there is (kubectl get pods -n ${word(set.namespace)}).`;
}
