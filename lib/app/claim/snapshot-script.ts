/** The labels of what a schedule made. */
export const SCHEDULE_LABEL = 'stateful-web-app/schedule';
const RUN_LABEL = 'stateful-web-app/run';
const COMPLETE_LABEL = 'stateful-web-app/complete';

/**
 * Takes a snapshot of every claim, and deletes those of old runs. A run counts as complete only when each of its snapshots can be used, and nothing
 * is deleted before: a schedule that fails for weeks keeps the last good ones. Its variables stand in the environment of the container.
 */
export const SNAPSHOT_SCRIPT = `
run=$(date -u +%Y%m%d%H%M%S)
claims=$(kubectl get persistentvolumeclaims --selector "$SELECTOR" --output name | sed 's|.*/||' | grep -E "$CLAIMS" || true)
if [ -z "$claims" ]; then
  echo "No claim is there that matches $CLAIMS" >&2
  exit 1
fi
for claim in $claims; do
  kubectl create --filename - <<END
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: $NAME-$run-$claim
  labels:
    ${SCHEDULE_LABEL}: $NAME
    ${RUN_LABEL}: "$run"
spec:
  source:
    persistentVolumeClaimName: $claim
  \${CLASS:+volumeSnapshotClassName: $CLASS}
END
done
own="${SCHEDULE_LABEL}=$NAME"
kubectl wait volumesnapshots --selector "$own,${RUN_LABEL}=$run" --for 'jsonpath={.status.readyToUse}=true' --timeout "$TIMEOUT"
kubectl label volumesnapshots --selector "$own,${RUN_LABEL}=$run" ${COMPLETE_LABEL}=true
runs() {
  kubectl get volumesnapshots --selector "$1" --output 'jsonpath={range .items[*]}{.metadata.labels.${RUN_LABEL.replaceAll('.', '\\.')}}{"\\n"}{end}' | sort -ru
}
kept=$(runs "$own,${COMPLETE_LABEL}=true" | head -n "$KEEP")
if [ "$(echo "$kept" | wc -l)" -lt "$KEEP" ]; then exit 0; fi
oldest=$(echo "$kept" | tail -n 1)
for old in $(runs "$own"); do
  if [ "$old" -lt "$oldest" ]; then
    kubectl delete volumesnapshots --selector "$own,${RUN_LABEL}=$old" --wait=false
  fi
done
`.trimStart();
