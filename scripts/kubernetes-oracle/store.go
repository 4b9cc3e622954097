package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apiserver/pkg/registry/generic"
	"k8s.io/apiserver/pkg/storage"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	"k8s.io/apiserver/pkg/storage/storagebackend/factory"
	"k8s.io/client-go/tools/cache"
)

// Memory takes the place of etcd. As there, an object is kept in its storage version, as protobuf: what that drops is dropped.
type Memory struct {
	mutex    sync.Mutex
	objects  map[string]entry
	revision uint64
	scheme   *runtime.Scheme
	codecs   map[schema.GroupKind]runtime.Codec
	versions map[schema.GroupKind]schema.GroupVersion
	proto    runtime.Serializer
	factory  serializer.CodecFactory
}

type entry struct {
	data     []byte
	revision uint64
	kind     schema.GroupKind
}

// Reset forgets all objects.
func (m *Memory) Reset() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	clear(m.objects)
}

// Overwrite writes fields over the stored objects, as controllers and nodes do: a status, a volume's name.
func (m *Memory) Overwrite(fields map[string]any) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for name, found := range m.objects {
		stored, _, err := m.codecs[found.kind].Decode(found.data, nil, nil)
		if err != nil {
			return err
		}
		version := m.versions[found.kind]
		text, err := runtime.Encode(m.factory.LegacyCodec(version), stored)
		if err != nil {
			return err
		}
		var object map[string]any
		if err := json.Unmarshal(text, &object); err != nil {
			return err
		}
		write(object, fields)
		merged, err := json.Marshal(object)
		if err != nil {
			return err
		}
		changed, _, err := m.factory.UniversalDecoder().Decode(merged, nil, nil)
		if err != nil {
			return err
		}
		data, err := runtime.Encode(m.codecs[found.kind], changed)
		if err != nil {
			return err
		}
		m.revision++
		m.objects[name] = entry{data, m.revision, found.kind}
	}
	return nil
}

func write(object, fields map[string]any) {
	for name, value := range fields {
		inner, isObject := value.(map[string]any)
		old, wasObject := object[name].(map[string]any)
		if isObject && wasObject {
			write(old, inner)
		} else {
			object[name] = value
		}
	}
}

// Options are those of every registry: it keeps its objects here.
func (m *Memory) Options() generic.RESTOptions {
	return generic.RESTOptions{
		StorageConfig:  &storagebackend.ConfigForResource{},
		ResourcePrefix: "oracle",
		Decorator: func(_ *storagebackend.ConfigForResource, _ string, _ func(runtime.Object) (string, error),
			newFunc func() runtime.Object, _ func() runtime.Object, _ storage.AttrFunc, _ storage.IndexerFuncs,
			_ *cache.Indexers) (storage.Interface, factory.DestroyFunc, error) {
			kinds, _, err := m.scheme.ObjectKinds(newFunc())
			if err != nil {
				return nil, nil, err
			}
			codec, err := m.codecOf(kinds[0].GroupKind())
			return &kindStore{memory: m, kind: kinds[0].GroupKind(), codec: codec, newFunc: newFunc}, func() {}, err
		},
	}
}

func (m *Memory) codecOf(kind schema.GroupKind) (runtime.Codec, error) {
	if codec, found := m.codecs[kind]; found {
		return codec, nil
	}
	for _, version := range m.scheme.PrioritizedVersionsForGroup(kind.Group) {
		if m.scheme.Recognizes(version.WithKind(kind.Kind)) {
			internal := schema.GroupVersion{Group: kind.Group, Version: runtime.APIVersionInternal}
			codec := m.factory.CodecForVersions(m.proto, m.factory.UniversalDeserializer(), version, internal)
			m.codecs[kind], m.versions[kind] = codec, version
			return codec, nil
		}
	}
	return nil, fmt.Errorf("no storage version for %v", kind)
}

// kindStore is the part of Memory that holds one kind. What of storage.Interface no request of ours needs stays nil.
type kindStore struct {
	storage.Interface
	memory  *Memory
	kind    schema.GroupKind
	codec   runtime.Codec
	newFunc func() runtime.Object
}

var versioner = storage.APIObjectVersioner{}

func (s *kindStore) Versioner() storage.Versioner { return versioner }

// ReadinessCheck, Count and the like are asked by newer versions only.
func (s *kindStore) ReadinessCheck() error { return nil }

func (s *kindStore) name(key string) string {
	return s.kind.String() + strings.TrimPrefix(key, "/oracle")
}

func (s *kindStore) decode(data []byte, revision uint64, into runtime.Object) error {
	if _, _, err := s.codec.Decode(data, nil, into); err != nil {
		return err
	}
	return versioner.UpdateObject(into, revision)
}

func (s *kindStore) Create(_ context.Context, key string, object, out runtime.Object, _ uint64) error {
	if err := versioner.PrepareObjectForStorage(object); err != nil {
		return err
	}
	data, err := runtime.Encode(s.codec, object)
	if err != nil {
		return err
	}
	s.memory.mutex.Lock()
	defer s.memory.mutex.Unlock()
	if _, exists := s.memory.objects[s.name(key)]; exists {
		return storage.NewKeyExistsError(key, 0)
	}
	s.memory.revision++
	s.memory.objects[s.name(key)] = entry{data, s.memory.revision, s.kind}
	if out == nil {
		return nil
	}
	return s.decode(data, s.memory.revision, out)
}

func (s *kindStore) Get(_ context.Context, key string, options storage.GetOptions, into runtime.Object) error {
	s.memory.mutex.Lock()
	found, exists := s.memory.objects[s.name(key)]
	s.memory.mutex.Unlock()
	if !exists {
		if options.IgnoreNotFound {
			return runtime.SetZeroValue(into)
		}
		return storage.NewKeyNotFoundError(key, 0)
	}
	return s.decode(found.data, found.revision, into)
}

func (s *kindStore) GetList(_ context.Context, key string, options storage.ListOptions, list runtime.Object) error {
	pointer, err := meta.GetItemsPtr(list)
	if err != nil {
		return err
	}
	items := reflect.ValueOf(pointer).Elem()
	s.memory.mutex.Lock()
	defer s.memory.mutex.Unlock()
	for name, found := range s.memory.objects {
		if !strings.HasPrefix(name, strings.TrimSuffix(s.name(key), "/")+"/") {
			continue
		}
		object := s.newFunc()
		if err := s.decode(found.data, found.revision, object); err != nil {
			return err
		}
		if matches, err := options.Predicate.Matches(object); err == nil && matches {
			items.Set(reflect.Append(items, reflect.ValueOf(object).Elem()))
		}
	}
	return nil
}

func (s *kindStore) GuaranteedUpdate(ctx context.Context, key string, destination runtime.Object, ignoreNotFound bool,
	preconditions *storage.Preconditions, tryUpdate storage.UpdateFunc, _ runtime.Object) error {
	s.memory.mutex.Lock()
	found, exists := s.memory.objects[s.name(key)]
	s.memory.mutex.Unlock()
	if !exists && !ignoreNotFound {
		return storage.NewKeyNotFoundError(key, 0)
	}
	current := s.newFunc()
	if exists {
		if err := s.decode(found.data, found.revision, current); err != nil {
			return err
		}
	}
	if preconditions != nil {
		if err := preconditions.Check(key, current); err != nil {
			return err
		}
	}
	updated, _, err := tryUpdate(current, storage.ResponseMeta{ResourceVersion: found.revision})
	if err != nil {
		return err
	}
	if err := versioner.PrepareObjectForStorage(updated); err != nil {
		return err
	}
	data, err := runtime.Encode(s.codec, updated)
	if err != nil {
		return err
	}
	// As in etcd's store: what is the same bytes is not written, and keeps its revision.
	if exists && bytes.Equal(data, found.data) {
		return s.decode(found.data, found.revision, destination)
	}
	s.memory.mutex.Lock()
	defer s.memory.mutex.Unlock()
	if s.memory.objects[s.name(key)].revision != found.revision {
		return apierrors.NewConflict(schema.GroupResource{Resource: s.kind.Kind}, key, fmt.Errorf("changed meanwhile"))
	}
	s.memory.revision++
	s.memory.objects[s.name(key)] = entry{data, s.memory.revision, s.kind}
	return s.decode(data, s.memory.revision, destination)
}
