package main

import (
	"fmt"
	"net"
	"reflect"
	"regexp"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsinstall "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	utilnet "k8s.io/apimachinery/pkg/util/net"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	"k8s.io/apiserver/pkg/registry/generic"
	"k8s.io/apiserver/pkg/registry/rest"
	genericapiserver "k8s.io/apiserver/pkg/server"
	serverstorage "k8s.io/apiserver/pkg/server/storage"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	core "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/capabilities"
	admissionregistration "k8s.io/kubernetes/pkg/registry/admissionregistration/rest"
	apps "k8s.io/kubernetes/pkg/registry/apps/rest"
	autoscaling "k8s.io/kubernetes/pkg/registry/autoscaling/rest"
	batch "k8s.io/kubernetes/pkg/registry/batch/rest"
	coordination "k8s.io/kubernetes/pkg/registry/coordination/rest"
	configmap "k8s.io/kubernetes/pkg/registry/core/configmap/storage"
	endpoint "k8s.io/kubernetes/pkg/registry/core/endpoint/storage"
	limitrange "k8s.io/kubernetes/pkg/registry/core/limitrange/storage"
	namespace "k8s.io/kubernetes/pkg/registry/core/namespace/storage"
	persistentvolume "k8s.io/kubernetes/pkg/registry/core/persistentvolume/storage"
	persistentvolumeclaim "k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim/storage"
	pod "k8s.io/kubernetes/pkg/registry/core/pod/storage"
	podtemplate "k8s.io/kubernetes/pkg/registry/core/podtemplate/storage"
	replicationcontroller "k8s.io/kubernetes/pkg/registry/core/replicationcontroller/storage"
	resourcequota "k8s.io/kubernetes/pkg/registry/core/resourcequota/storage"
	secret "k8s.io/kubernetes/pkg/registry/core/secret/storage"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
	service "k8s.io/kubernetes/pkg/registry/core/service/storage"
	serviceaccount "k8s.io/kubernetes/pkg/registry/core/serviceaccount/storage"
	discovery "k8s.io/kubernetes/pkg/registry/discovery/rest"
	flowcontrol "k8s.io/kubernetes/pkg/registry/flowcontrol/rest"
	networking "k8s.io/kubernetes/pkg/registry/networking/rest"
	node "k8s.io/kubernetes/pkg/registry/node/rest"
	policy "k8s.io/kubernetes/pkg/registry/policy/rest"
	rbac "k8s.io/kubernetes/pkg/registry/rbac/rest"
	scheduling "k8s.io/kubernetes/pkg/registry/scheduling/rest"
	kubestorage "k8s.io/kubernetes/pkg/registry/storage/rest"
)

func init() {
	apiextensionsinstall.Install(legacyscheme.Scheme)
	// As kubeadm, kind and most others start the API server.
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
}

// provider is what each group's registries have in common.
type provider interface {
	GroupName() string
	NewRESTStorage(serverstorage.APIResourceConfigSource, generic.RESTOptionsGetter) (genericapiserver.APIGroupInfo, error)
}

var anybody = authorizerfactory.NewAlwaysAllowAuthorizer()

// providers are those of all groups but certificates.k8s.io and resource.k8s.io, whose registries ask a running cluster.
var providers = []provider{
	admissionregistration.RESTStorageProvider{Authorizer: anybody},
	apps.StorageProvider{},
	autoscaling.RESTStorageProvider{},
	batch.RESTStorageProvider{},
	coordination.RESTStorageProvider{},
	discovery.StorageProvider{},
	flowcontrol.RESTStorageProvider{},
	networking.RESTStorageProvider{},
	node.RESTStorageProvider{},
	policy.RESTStorageProvider{},
	rbac.RESTStorageProvider{Authorizer: anybody},
	scheduling.RESTStorageProvider{},
	kubestorage.RESTStorageProvider{},
}

var stable = regexp.MustCompile(`^v\d+$`)

// groups are the registries of all groups, in the versions that a release serves by default.
func groups(options generic.RESTOptions, families []core.IPFamily) ([]genericapiserver.APIGroupInfo, *allocators, error) {
	enabled := serverstorage.NewResourceConfig()
	for _, version := range legacyscheme.Scheme.PrioritizedVersionsAllGroups() {
		if stable.MatchString(version.Version) {
			enabled.EnableVersions(version)
		}
	}
	legacy, allocated, err := coreGroup(options, families)
	if err != nil {
		return nil, nil, err
	}
	definitions, err := definitionGroup(options)
	if err != nil {
		return nil, nil, err
	}
	all := []genericapiserver.APIGroupInfo{legacy, definitions}
	for _, each := range providers {
		info, err := each.NewRESTStorage(enabled, options)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", each.GroupName(), err)
		}
		if len(info.VersionedResourcesStorageMap) > 0 {
			all = append(all, info)
		}
	}
	return all, allocated, nil
}

func definitionGroup(options generic.RESTOptions) (genericapiserver.APIGroupInfo, error) {
	info := genericapiserver.NewDefaultAPIGroupInfo(apiextensions.GroupName, legacyscheme.Scheme, legacyscheme.ParameterCodec, legacyscheme.Codecs)
	definitions, err := customresourcedefinition.NewREST(legacyscheme.Scheme, options)
	if err != nil {
		return info, err
	}
	info.VersionedResourcesStorageMap["v1"] = map[string]rest.Storage{
		"customresourcedefinitions":        definitions,
		"customresourcedefinitions/status": customresourcedefinition.NewStatusREST(legacyscheme.Scheme, definitions),
	}
	return info, nil
}

// coreGroup has the kinds of the group without a name, apart from those that nodes write. Each registry is made by a function whose first
// parameter is where objects are kept; its others, which differ from version to version, serve subresources that nobody asks for here.
func coreGroup(options generic.RESTOptions, families []core.IPFamily) (genericapiserver.APIGroupInfo, *allocators, error) {
	info := genericapiserver.NewDefaultAPIGroupInfo("", legacyscheme.Scheme, legacyscheme.ParameterCodec, legacyscheme.Codecs)
	storage := map[string]rest.Storage{}
	info.VersionedResourcesStorageMap["v1"] = storage
	var failed error
	first := func(name string, make any, arguments ...any) any {
		made, err := call(make, append([]any{options}, arguments...)...)
		if err != nil {
			failed = fmt.Errorf("%s: %w", name, err)
			return nil
		}
		return made
	}
	add := func(name string, made any) {
		if failed == nil {
			storage[name] = made.(rest.Storage)
		}
	}
	for name, make := range map[string]any{
		"configmaps": configmap.NewREST, "endpoints": endpoint.NewREST, "limitranges": limitrange.NewREST,
		"namespaces": namespace.NewREST, "persistentvolumes": persistentvolume.NewREST,
		"persistentvolumeclaims": persistentvolumeclaim.NewREST, "podtemplates": podtemplate.NewREST,
		"resourcequotas": resourcequota.NewREST, "secrets": secret.NewREST, "serviceaccounts": serviceaccount.NewREST,
	} {
		add(name, first(name, make))
	}
	pods := first("pods", pod.NewStorage)
	controllers := first("replicationcontrollers", replicationcontroller.NewStorage)
	if failed != nil {
		return info, nil, failed
	}
	add("pods", pods.(pod.PodStorage).Pod)
	add("replicationcontrollers", controllers.(replicationcontroller.ControllerStorage).Controller)
	allocated, err := newAllocators(families)
	if err != nil {
		return info, nil, err
	}
	add("services", first("services", service.NewREST, families[0], allocated.addresses, allocated.ports, nil, pods.(pod.PodStorage).Pod))
	return info, allocated, failed
}

// call calls a function with these arguments, and nothing for the ones after them. It returns the first result, or the error.
func call(function any, arguments ...any) (any, error) {
	value := reflect.ValueOf(function)
	in := make([]reflect.Value, value.Type().NumIn())
	for i := range in {
		in[i] = reflect.Zero(value.Type().In(i))
		if i < len(arguments) && arguments[i] != nil {
			in[i] = reflect.ValueOf(arguments[i])
		}
	}
	out := value.Call(in)
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		return nil, err
	}
	return out[0].Interface(), nil
}

// allocators give out the addresses and node ports of Services.
type allocators struct {
	addresses map[core.IPFamily]ipallocator.Interface
	ports     *portallocator.PortAllocator
}

var ranges = map[core.IPFamily]string{core.IPv4Protocol: "10.96.0.0/20", core.IPv6Protocol: "fd00:10:96::/116"}

func newAllocators(families []core.IPFamily) (*allocators, error) {
	ports, err := portallocator.NewInMemory(utilnet.PortRange{Base: 30000, Size: 2768})
	if err != nil {
		return nil, err
	}
	made := &allocators{map[core.IPFamily]ipallocator.Interface{}, ports}
	for _, family := range families {
		_, cidr, err := net.ParseCIDR(ranges[family])
		if err != nil {
			return nil, fmt.Errorf("unknown address family %q", family)
		}
		if made.addresses[family], err = ipallocator.NewInMemory(cidr); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// Reset gives everything back.
func (a *allocators) Reset() {
	for _, each := range a.addresses {
		var used []net.IP
		each.ForEach(func(address net.IP) { used = append(used, address) })
		for _, address := range used {
			_ = each.Release(address)
		}
	}
	var ports []int
	a.ports.ForEach(func(port int) { ports = append(ports, port) })
	for _, port := range ports {
		_ = a.ports.Release(port)
	}
}

func parseFamilies(text string) []core.IPFamily {
	var families []core.IPFamily
	for _, each := range strings.Split(text, ",") {
		families = append(families, core.IPFamily(each))
	}
	return families
}
