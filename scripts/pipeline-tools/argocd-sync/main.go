// Syncs a set of objects with Argo CD's own engine, as its controller does: dry run, phases, waves, hooks, prune. Reads
// {"namespace": …, "objects": […], "gone": […], "options": {…}} and prints {"phase": …, "message": …, "results": […]}: the phase is
// Succeeded, Failed or, where something is waited for until the time is up, Running.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/argoproj/gitops-engine/pkg/sync"
	"github.com/argoproj/gitops-engine/pkg/sync/common"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/argoproj/gitops-engine/pkg/utils/tracing"
	"github.com/go-logr/logr"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

type input struct {
	Namespace string           `json:"namespace"`
	Objects   []map[string]any `json:"objects"`
	Gone      []map[string]any `json:"gone"`
	Options   struct {
		ServerSideApply bool `json:"serverSideApply"`
		Replace         bool `json:"replace"`
		SkipValidation  bool `json:"skipValidation"`
		Seconds         int  `json:"seconds"`
	} `json:"options"`
}

type result struct {
	Object  string `json:"object"`
	Status  string `json:"status"`
	Message string `json:"message"`
	Phase   string `json:"phase"`
}

type answer struct {
	Phase   string   `json:"phase"`
	Message string   `json:"message"`
	Results []result `json:"results"`
}

func main() {
	synced, err := run()
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(synced)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() (answer, error) {
	var given input
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		return answer{}, err
	}
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return answer{}, err
	}
	kubectl := &kube.KubectlCmd{Log: logr.Discard(), Tracer: tracing.NopTracer{}}
	schemas, _, err := kubectl.LoadOpenAPISchema(config)
	if err != nil {
		return answer{}, err
	}
	scopes, err := scopesOf(config)
	if err != nil {
		return answer{}, err
	}
	var (
		phase   common.OperationPhase
		message string
		results []common.ResourceSyncResult
		started = metav1.Now()
		seconds = max(given.Options.Seconds, 20)
	)
	// Each turn looks at the cluster anew, as the controller does.
	for deadline := time.Now().Add(time.Duration(seconds) * time.Second); time.Now().Before(deadline); {
		targets, gone := place(given.Objects, given.Namespace, scopes), place(given.Gone, given.Namespace, scopes)
		live, err := liveOf(kubectl, config, append(append([]*unstructured.Unstructured{}, targets...), gone...))
		if err != nil {
			return answer{}, err
		}
		if err := addHooks(live, kubectl, config, results); err != nil {
			return answer{}, err
		}
		syncing, cleanup, err := sync.NewSyncContext("0123456789", sync.Reconcile(targets, live, given.Namespace, scopes),
			config, config, kubectl, given.Namespace, schemas,
			sync.WithLogr(logr.Discard()),
			sync.WithInitialState(phase, message, results, started),
			sync.WithPrune(true),
			sync.WithManifestValidation(!given.Options.SkipValidation),
			sync.WithReplace(given.Options.Replace),
			sync.WithServerSideApply(given.Options.ServerSideApply),
			sync.WithServerSideApplyManager("argocd-controller"))
		if err != nil {
			return answer{}, err
		}
		syncing.Sync()
		phase, message, results = syncing.GetState()
		cleanup()
		if phase.Completed() {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	return answer{string(phase), message, told(results)}, nil
}

func told(results []common.ResourceSyncResult) []result {
	list := make([]result, 0, len(results))
	for _, each := range results {
		list = append(list, result{each.ResourceKey.Kind + "/" + each.ResourceKey.Name, string(each.Status), each.Message, string(each.SyncPhase)})
	}
	return list
}

// place puts the objects where the application deploys to, with the mark by which Argo CD knows its own.
func place(objects []map[string]any, namespace string, scopes scopes) []*unstructured.Unstructured {
	list := make([]*unstructured.Unstructured, 0, len(objects))
	for _, each := range objects {
		object := (&unstructured.Unstructured{Object: each}).DeepCopy()
		if isNamespaced, err := scopes.IsNamespaced(object.GroupVersionKind().GroupKind()); err == nil && isNamespaced && object.GetNamespace() == "" {
			object.SetNamespace(namespace)
		}
		annotations := object.GetAnnotations()
		if annotations == nil {
			annotations = map[string]string{}
		}
		kind := object.GroupVersionKind()
		annotations["argocd.argoproj.io/tracking-id"] = fmt.Sprintf("app:%s/%s:%s/%s", kind.Group, kind.Kind, object.GetNamespace(), object.GetName())
		object.SetAnnotations(annotations)
		list = append(list, object)
	}
	return list
}

func liveOf(kubectl kube.Kubectl, config *rest.Config, objects []*unstructured.Unstructured) (map[kube.ResourceKey]*unstructured.Unstructured, error) {
	live := map[kube.ResourceKey]*unstructured.Unstructured{}
	for _, object := range objects {
		if object.GetName() == "" {
			continue
		}
		found, err := kubectl.GetResource(context.Background(), config, object.GroupVersionKind(), object.GetName(), object.GetNamespace())
		switch {
		case err == nil:
			live[kube.GetResourceKey(object)] = found
		case !apierrors.IsNotFound(err):
			return nil, err
		}
	}
	return live, nil
}

// addHooks adds the hooks that were created under a generated name.
func addHooks(live map[kube.ResourceKey]*unstructured.Unstructured, kubectl kube.Kubectl, config *rest.Config, results []common.ResourceSyncResult) error {
	for _, each := range results {
		if each.HookType == "" || live[each.ResourceKey] != nil {
			continue
		}
		kind := schema.GroupVersionKind{Group: each.ResourceKey.Group, Version: each.Version, Kind: each.ResourceKey.Kind}
		found, err := kubectl.GetResource(context.Background(), config, kind, each.ResourceKey.Name, each.ResourceKey.Namespace)
		if err == nil {
			live[each.ResourceKey] = found
		} else if !apierrors.IsNotFound(err) {
			return err
		}
	}
	return nil
}

// scopes are the kinds that the server serves, and whether they are namespaced.
type scopes map[schema.GroupKind]bool

func (known scopes) IsNamespaced(kind schema.GroupKind) (bool, error) {
	isNamespaced, ok := known[kind]
	if !ok {
		return false, fmt.Errorf("the server does not serve %s", kind)
	}
	return isNamespaced, nil
}

func scopesOf(config *rest.Config) (scopes, error) {
	client, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, err
	}
	_, lists, err := client.ServerGroupsAndResources()
	if err != nil {
		return nil, err
	}
	known := scopes{}
	for _, list := range lists {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, err
		}
		for _, each := range list.APIResources {
			known[schema.GroupKind{Group: version.Group, Kind: each.Kind}] = each.Namespaced
		}
	}
	return known, nil
}
