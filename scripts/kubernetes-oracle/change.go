package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"reflect"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// lastApplied is where kubectl apply keeps what it applied.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

type object = map[string]any

// Answer creates Before, applies After over it, and says what the server said.
func (s *Server) Answer(question Question) (answer Answer) {
	answer.ID = question.ID
	defer func() {
		if failure := recover(); failure != nil {
			answer.Error = fmt.Sprint(failure)
		}
		for _, each := range []*Verdict{answer.Before, answer.After} {
			if each != nil && !question.Objects {
				each.Object = nil
			}
		}
		s.memory.Reset()
		s.allocated.Reset()
	}()
	after, err := read(question.After)
	if err != nil {
		return Answer{ID: question.ID, Error: err.Error()}
	}
	before, err := read(question.Before)
	if err != nil {
		return Answer{ID: question.ID, Error: err.Error()}
	}
	if before == nil {
		answer.After = s.create(after, question)
		return answer
	}
	created := s.create(before, question)
	answer.Before = created
	if created.Code >= 300 {
		return answer
	}
	if len(question.Live) > 0 {
		if err := s.memory.Overwrite(question.Live); err != nil {
			return Answer{ID: question.ID, Error: err.Error()}
		}
		created = s.send(http.MethodGet, before, "", nil, nil)
	}
	updated := s.update(before, after, created.Object, question)
	answer.After = updated
	if updated.Code < 300 {
		compare(created.Object, updated.Object, &answer)
	}
	return answer
}

func read(text json.RawMessage) (object, error) {
	if len(text) == 0 || bytes.Equal(text, []byte("null")) {
		return nil, nil
	}
	var read object
	err := json.Unmarshal(text, &read)
	return read, err
}

// compare says which parts of the stored object are others. What the API server writes at every change does not count.
func compare(before, after json.RawMessage, answer *Answer) {
	old, new := &unstructured.Unstructured{}, &unstructured.Unstructured{}
	if old.UnmarshalJSON(before) != nil || new.UnmarshalJSON(after) != nil {
		answer.Error = "the answer is no object"
		return
	}
	answer.Generation = old.GetGeneration() != new.GetGeneration()
	template := func(of *unstructured.Unstructured) any {
		found, _, _ := unstructured.NestedFieldNoCopy(of.Object, "spec", "template")
		return found
	}
	answer.Template = !reflect.DeepEqual(template(old), template(new))
	for _, each := range []*unstructured.Unstructured{old, new} {
		each.SetManagedFields(nil)
		each.SetGeneration(0)
		each.SetResourceVersion("")
		annotations := each.GetAnnotations()
		delete(annotations, lastApplied)
		each.SetAnnotations(annotations)
	}
	answer.Changed = !reflect.DeepEqual(old.Object, new.Object)
}

func (s *Server) create(manifest object, question Question) *Verdict {
	options := url.Values{"fieldValidation": {validation(question)}}
	if question.Apply == "server" {
		return s.apply(manifest, options)
	}
	if question.Apply == "client" {
		manifest = annotated(manifest)
		options.Set("fieldManager", "kubectl-client-side-apply")
	}
	return s.send(http.MethodPost, manifest, "application/json", body(manifest), options)
}

func (s *Server) update(before, after object, live json.RawMessage, question Question) *Verdict {
	options := url.Values{"fieldValidation": {validation(question)}}
	switch question.Apply {
	case "server":
		return s.apply(after, options)
	case "replace":
		// As kubectl replace does: some kinds are not replaced without it.
		current := &unstructured.Unstructured{}
		if err := current.UnmarshalJSON(live); err != nil {
			return &Verdict{Code: 500, Message: err.Error()}
		}
		wanted := (&unstructured.Unstructured{Object: after}).DeepCopy()
		wanted.SetResourceVersion(current.GetResourceVersion())
		return s.send(http.MethodPut, after, "application/json", body(wanted.Object), options)
	}
	options.Set("fieldManager", "kubectl-client-side-apply")
	patch, err := threeWay(body(before), body(annotated(after)), live, kindOf(after))
	if err != nil {
		return &Verdict{Code: 400, Reason: "Client", Message: err.Error()}
	}
	if string(patch) == "{}" {
		return &Verdict{Code: 200, Object: live}
	}
	return s.send(http.MethodPatch, after, "application/strategic-merge-patch+json", patch, options)
}

func (s *Server) apply(manifest object, options url.Values) *Verdict {
	options.Set("fieldManager", "oracle")
	options.Set("force", "true")
	return s.send(http.MethodPatch, manifest, "application/apply-patch+yaml", body(manifest), options)
}

// threeWay is the patch that kubectl apply sends.
func threeWay(original, modified, current []byte, kind schema.GroupVersionKind) ([]byte, error) {
	sample, err := legacyscheme.Scheme.New(kind)
	if err != nil {
		return nil, err
	}
	lookup, err := strategicpatch.NewPatchMetaFromStruct(sample)
	if err != nil {
		return nil, err
	}
	return strategicpatch.CreateThreeWayMergePatch(original, modified, current, lookup, true)
}

func annotated(manifest object) object {
	copied := (&unstructured.Unstructured{Object: manifest}).DeepCopy()
	metadata, _ := copied.Object["metadata"].(object)
	if metadata == nil {
		return manifest
	}
	annotations, ok := metadata["annotations"].(object)
	if !ok {
		if metadata["annotations"] != nil {
			return manifest
		}
		annotations = object{}
		metadata["annotations"] = annotations
	}
	annotations[lastApplied] = string(body(manifest))
	return copied.Object
}

func validation(question Question) string {
	if question.Validation == "" {
		return "Ignore"
	}
	return question.Validation
}

func body(manifest object) []byte {
	text, err := json.Marshal(manifest)
	if err != nil {
		panic(err)
	}
	return text
}

func kindOf(manifest object) schema.GroupVersionKind {
	version, _ := manifest["apiVersion"].(string)
	kind, _ := manifest["kind"].(string)
	return schema.FromAPIVersionAndKind(version, kind)
}

// send makes a request about the object that the manifest names.
func (s *Server) send(method string, manifest object, contentType string, content []byte, options url.Values) *Verdict {
	kind := kindOf(manifest)
	found, known := s.resources[kind]
	if !known {
		return &Verdict{Code: 404, Reason: "NotServed", Message: fmt.Sprintf("no matches for kind %q in version %q", kind.Kind, kind.GroupVersion())}
	}
	metadata, _ := manifest["metadata"].(object)
	scope := ""
	if found.namespaced {
		scope = "namespaces/default"
		if namespace, _ := metadata["namespace"].(string); namespace != "" {
			scope = "namespaces/" + url.PathEscape(namespace)
		}
	}
	address := path.Clean(fmt.Sprintf(found.path, scope))
	if method != http.MethodPost {
		name, _ := metadata["name"].(string)
		address += "/" + url.PathEscape(name)
	}
	request := httptest.NewRequest(method, "http://oracle"+address+"?"+options.Encode(), bytes.NewReader(content))
	request.Header.Set("Accept", "application/json")
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, request)
	return verdict(recorder)
}

func verdict(recorder *httptest.ResponseRecorder) *Verdict {
	said := &Verdict{Code: recorder.Code, Warnings: recorder.Header().Values("Warning")}
	if recorder.Code < 300 {
		said.Object = recorder.Body.Bytes()
		return said
	}
	var status metav1.Status
	if err := json.Unmarshal(recorder.Body.Bytes(), &status); err != nil {
		said.Message = recorder.Body.String()
		return said
	}
	said.Reason, said.Message = string(status.Reason), status.Message
	if status.Details != nil {
		for _, cause := range status.Details.Causes {
			said.Causes = append(said.Causes, Cause{Field: cause.Field, Reason: string(cause.Type), Message: cause.Message})
		}
	}
	return said
}
