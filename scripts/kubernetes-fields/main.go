// Writes lib/kubernetes/fields/fields-table.ts: for each version of Kubernetes the fields of the objects that are judged field by field,
// read from the Go types that the API server itself is built from. modules.tsv says which modules.
//
//	npm run kubernetes:fields
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

const output = "../../lib/kubernetes/fields/fields-table.ts"

type field struct {
	name, kind string
	always     bool
	pointer    bool
	patchKey   string
	listKeys   string
	since      string
	until      string
	retainKeys bool
}

// The kinds of lib/kubernetes/fields/fields.ts.
var roots = []string{
	"StatefulSet", "Deployment", "DaemonSet", "ReplicaSet",
	"ConfigMap", "Namespace", "PersistentVolume", "PersistentVolumeClaim", "Pod", "Secret", "Service", "ServiceAccount",
	"LimitRange", "ResourceQuota",
	"HorizontalPodAutoscaler", "CronJob", "Job", "Ingress", "NetworkPolicy", "PodDisruptionBudget",
	"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "PriorityClass", "StorageClass",
	"CustomResourceDefinition", "IngressClass", "CSIDriver", "RuntimeClass", "VolumeAttributesClass",
	"ReplicationController", "PodTemplate", "Endpoints", "Lease", "CSINode",
}

// table is the fields of all types over all versions, in the order in which they came.
type table struct {
	fields map[string]map[string]*field
	order  map[string][]string
}

func main() {
	var meta *goTypes
	var versions []string
	loaded := map[string]*goTypes{}
	all := table{fields: map[string]map[string]*field{}, order: map[string][]string{}}
	for _, m := range readModules("modules.tsv") {
		if m.version == "meta" {
			meta = metaTypes(m.dir)
			continue
		}
		if len(versions) == 0 || versions[len(versions)-1] != m.version {
			versions = append(versions, m.version)
		}
		if loaded[m.version] == nil {
			loaded[m.version] = newTypes()
			loaded[m.version].add(meta)
		}
		loaded[m.version].addModule(m.dir)
	}
	for _, version := range versions {
		all.add(version, loaded[version])
	}
	if err := os.WriteFile(output, []byte(all.render(versions)), 0o644); err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}

// add brings in a version, which is newer than those before.
func (all table) add(version string, types *goTypes) {
	seen := map[string]bool{}
	var queue []string
	for _, root := range roots {
		// Some kinds came later.
		if types.specs[root] != nil {
			queue = append(queue, root)
		}
	}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		newType := all.fields[name] == nil
		if newType {
			all.fields[name] = map[string]*field{}
		}
		for _, f := range types.fieldsOf(name) {
			if ref := reference(f.kind); ref != "" {
				queue = append(queue, ref)
			}
			old := all.fields[name][f.name]
			if old != nil {
				f.since = old.since
			} else {
				all.order[name] = append(all.order[name], f.name)
				if !newType {
					f.since = version
				}
			}
			f.until = version
			all.fields[name][f.name] = &f
		}
	}
}

func (all table) render(versions []string) string {
	last := versions[len(versions)-1]
	names := make([]string, 0, len(all.fields))
	for name := range all.fields {
		names = append(names, name)
	}
	sort.Strings(names)
	lines := []string{
		"// Written by scripts/kubernetes-fields from k8s.io/api " + versions[0] + " to " + last + ". Do not edit.",
		"//",
		"// One line a type: its fields as name:type. Types: s string, b bool, i int32, l int64, q quantity, x number or string, t time, y bytes, j any JSON,",
		"// [T] list, {T} map, otherwise another line. Marks: ! written even when empty, * pointer (an empty value is kept),",
		"// ~KEY merge key of client-side apply, %KEYS keys of server-side apply, & retainKeys, >V first version, <V last version.",
		"export const FIELDS_TABLE = `",
	}
	for _, name := range names {
		line := name
		for _, fieldName := range all.order[name] {
			line += " " + all.fields[name][fieldName].render(last)
		}
		lines = append(lines, line)
	}
	return strings.Join(append(lines, "`;"), "\n") + "\n"
}

func (f field) render(last string) string {
	text := f.name + ":" + f.kind
	mark := func(sign, value string, is bool) {
		if is {
			text += sign + value
		}
	}
	mark("*", "", f.pointer)
	mark("!", "", f.always)
	mark("~", f.patchKey, f.patchKey != "")
	mark("%", f.listKeys, f.listKeys != "")
	mark("&", "", f.retainKeys)
	mark(">", f.since, f.since != "")
	mark("<", f.until, f.until != last)
	return text
}
