package main

import (
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/emicklei/go-restful/v3"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	genericapi "k8s.io/apiserver/pkg/endpoints"
	"k8s.io/apiserver/pkg/endpoints/filters"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	"k8s.io/apiserver/pkg/endpoints/request"
	genericapiserver "k8s.io/apiserver/pkg/server"
	openapibuilder "k8s.io/kube-openapi/pkg/builder3"
	openapiutil "k8s.io/kube-openapi/pkg/util"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	generatedopenapi "k8s.io/kubernetes/pkg/generated/openapi"
)

// maxBody is the API server's own limit.
const maxBody = 3 * 1024 * 1024

// Server holds the handlers of all built-in kinds, and what is stored.
type Server struct {
	handler   http.Handler
	memory    *Memory
	allocated *allocators
	resources map[schema.GroupVersionKind]served
}

// served is where the objects of a kind are.
type served struct {
	path       string
	namespaced bool
}

// NewServer makes a server that nothing is stored on.
func NewServer(families string) (*Server, error) {
	scheme := legacyscheme.Scheme
	memory := &Memory{
		objects: map[string]entry{}, codecs: map[schema.GroupKind]runtime.Codec{},
		versions: map[schema.GroupKind]schema.GroupVersion{}, scheme: scheme,
		proto: protobuf.NewSerializer(scheme, scheme), factory: legacyscheme.Codecs,
	}
	infos, allocated, err := groups(memory.Options(), parseFamilies(families))
	if err != nil {
		return nil, err
	}
	converter, err := typeConverter(infos)
	if err != nil {
		return nil, err
	}
	server := &Server{memory: memory, allocated: allocated, resources: map[schema.GroupVersionKind]served{}}
	container := restful.NewContainer()
	container.Router(restful.CurlyRouter{})
	equivalents := runtime.NewEquivalentResourceRegistry()
	for _, info := range infos {
		if err := server.install(container, info, converter, equivalents); err != nil {
			return nil, err
		}
	}
	resolver := &request.RequestInfoFactory{APIPrefixes: sets.NewString("api", "apis"), GrouplessAPIPrefixes: sets.NewString("api")}
	server.handler = filters.WithRequestReceivedTimestamp(filters.WithAuditInit(filters.WithWarningRecorder(filters.WithRequestInfo(asAdministrator(container), resolver))))
	return server, nil
}

// asAdministrator lets a request do anything: who may do what is not the question.
func asAdministrator(handler http.Handler) http.Handler {
	administrator := &user.DefaultInfo{Name: "admin", Groups: []string{user.SystemPrivilegedGroup, user.AllAuthenticated}}
	return http.HandlerFunc(func(writer http.ResponseWriter, req *http.Request) {
		handler.ServeHTTP(writer, req.WithContext(request.WithUser(req.Context(), administrator)))
	})
}

func prefix(version schema.GroupVersion) string {
	if version.Group == "" {
		return "/api"
	}
	return "/apis"
}

func (s *Server) install(container *restful.Container, info genericapiserver.APIGroupInfo, converter managedfields.TypeConverter,
	equivalents runtime.EquivalentResourceRegistry) error {
	for _, groupVersion := range info.PrioritizedVersions {
		storage := info.VersionedResourcesStorageMap[groupVersion.Version]
		if len(storage) == 0 {
			continue
		}
		version := &genericapi.APIGroupVersion{
			Storage: storage, Root: prefix(groupVersion), GroupVersion: groupVersion,
			AllServedVersionsByResource: map[string][]string{},
			OptionsExternalVersion:      info.OptionsExternalVersion, MetaGroupVersion: info.MetaGroupVersion,
			Serializer: info.NegotiatedSerializer, ParameterCodec: info.ParameterCodec,
			Typer: info.Scheme, Creater: info.Scheme, Convertor: info.Scheme, ConvertabilityChecker: info.Scheme, Defaulter: info.Scheme,
			Namer: runtime.Namer(meta.NewAccessor()), UnsafeConvertor: runtime.UnsafeObjectConvertor(info.Scheme),
			TypeConverter: converter, EquivalentResourceRegistry: equivalents,
			Authorizer:        authorizerfactory.NewAlwaysAllowAuthorizer(),
			MinRequestTimeout: time.Minute, MaxRequestBodyBytes: maxBody,
		}
		if _, _, err := version.InstallREST(container); err != nil {
			return fmt.Errorf("%v: %w", groupVersion, err)
		}
		for name, each := range storage {
			if strings.Contains(name, "/") {
				continue
			}
			kind, err := genericapi.GetResourceKind(groupVersion, each, info.Scheme)
			if err != nil {
				return err
			}
			scoper, ok := each.(interface{ NamespaceScoped() bool })
			s.resources[kind] = served{path.Join(prefix(groupVersion), groupVersion.String(), "%s", name), ok && scoper.NamespaceScoped()}
		}
	}
	return nil
}

// typeConverter knows the fields of all kinds as server-side apply merges them: from the same definitions as the API server's.
func typeConverter(infos []genericapiserver.APIGroupInfo) (managedfields.TypeConverter, error) {
	config := genericapiserver.DefaultOpenAPIV3Config(generatedopenapi.GetOpenAPIDefinitions, openapinamer.NewDefinitionNamer(legacyscheme.Scheme))
	var names []string
	for _, info := range infos {
		for version, storages := range info.VersionedResourcesStorageMap {
			for _, storage := range storages {
				groupVersion := schema.GroupVersion{Group: info.PrioritizedVersions[0].Group, Version: version}
				kind, err := genericapi.GetResourceKind(groupVersion, storage, info.Scheme)
				if err != nil {
					return nil, err
				}
				sample, err := info.Scheme.New(kind)
				if err != nil {
					return nil, err
				}
				names = append(names, openapiutil.GetCanonicalTypeName(sample))
			}
		}
	}
	definitions, err := openapibuilder.BuildOpenAPIDefinitionsForResources(config, names...)
	if err != nil {
		return nil, err
	}
	return managedfields.NewTypeConverter(definitions, false)
}
