// Applies a set of objects with Flux's own code, as kustomize-controller does: server-side, in stages, all of a stage tried first, and
// what is gone from the set pruned. Reads {"objects": […], "gone": […]} and prints {"error": "…"}, empty if all went well.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/fluxcd/cli-utils/pkg/kstatus/polling"
	"github.com/fluxcd/pkg/ssa"
	"github.com/fluxcd/pkg/ssa/normalize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	transport "k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"
)

const group = "kustomize.toolkit.fluxcd.io"

type input struct {
	Objects []map[string]any `json:"objects"`
	Gone    []map[string]any `json:"gone"`
}

func main() {
	answer := map[string]string{"error": ""}
	if err := run(); err != nil {
		answer["error"] = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var given input
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		return err
	}
	manager, err := newManager()
	if err != nil {
		return err
	}
	objects := unstructuredOf(given.Objects)
	if err := normalize.UnstructuredList(objects); err != nil {
		return err
	}
	manager.SetOwnerLabels(objects, "app", "flux-system")
	options := ssa.DefaultApplyOptions()
	options.WaitTimeout = 20 * time.Second
	options.ForceSelector = map[string]string{group + "/force": "enabled"}
	options.ExclusionSelector = map[string]string{group + "/reconcile": "disabled", group + "/ssa": "ignore"}
	options.IfNotPresentSelector = map[string]string{group + "/ssa": "ifnotpresent"}
	ctx := context.Background()
	if _, err := manager.ApplyAllStaged(ctx, objects, options); err != nil {
		return err
	}
	deletion := ssa.DefaultDeleteOptions()
	deletion.Inclusions = manager.GetOwnerLabels("app", "flux-system")
	deletion.Exclusions = map[string]string{group + "/prune": "disabled", group + "/reconcile": "disabled"}
	_, err = manager.DeleteAll(ctx, unstructuredOf(given.Gone), deletion)
	return err
}

func newManager() (*ssa.ResourceManager, error) {
	rest, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return nil, err
	}
	http, err := transport.HTTPClientFor(rest)
	if err != nil {
		return nil, err
	}
	mapper, err := apiutil.NewDynamicRESTMapper(rest, http)
	if err != nil {
		return nil, err
	}
	cluster, err := client.New(rest, client.Options{Mapper: mapper})
	if err != nil {
		return nil, err
	}
	poller := polling.NewStatusPoller(cluster, mapper, polling.Options{})
	return ssa.NewResourceManager(cluster, poller, ssa.Owner{Field: "kustomize-controller", Group: group}), nil
}

func unstructuredOf(objects []map[string]any) []*unstructured.Unstructured {
	list := make([]*unstructured.Unstructured, 0, len(objects))
	for _, object := range objects {
		list = append(list, &unstructured.Unstructured{Object: object})
	}
	return list
}
