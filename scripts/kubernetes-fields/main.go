// Writes lib/kubernetes/fields/fields-table.ts: for each version of Kubernetes the fields of the objects that are judged field by field,
// read from the Go types that the API server itself is built from.
//
//	go run ./scripts/kubernetes-fields 1.27=DIR 1.28=DIR … > lib/kubernetes/fields/fields-table.ts
//
// DIR is the folder of k8s.io/api of that version, as `go mod download -json k8s.io/api@v0.27.16` prints it; that of
// k8s.io/apimachinery of any version comes first, as `meta=DIR`.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strings"
)

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
}

// Where they and what they hold are declared.
var packages = []string{
	"core/v1", "apps/v1", "autoscaling/v2", "batch/v1", "networking/v1", "policy/v1", "rbac/v1", "scheduling/v1", "storage/v1",
}

// Where a Job's scheduling is declared, in versions that have it. Of names that the packages above declare too, theirs count.
const alpha = "scheduling/v1alpha3"

// Names that two packages declare, which a table of bare names cannot tell apart.
var ambiguous = map[string]bool{}

func main() {
	meta := map[string]*ast.TypeSpec{}
	docs := map[*ast.Field]string{}
	var versions []string
	merged := map[string]map[string]*field{}
	order := map[string][]string{}
	for _, arg := range os.Args[1:] {
		version, dir, _ := strings.Cut(arg, "=")
		if version == "meta" {
			load(meta, filepath.Join(dir, "pkg/apis/meta/v1/types.go"), docs)
			continue
		}
		versions = append(versions, version)
		types := map[string]*ast.TypeSpec{}
		for k, v := range meta {
			types[k] = v
		}
		ambiguous = map[string]bool{}
		for _, name := range packages {
			load(types, filepath.Join(dir, name, "types.go"), docs)
		}
		if path := filepath.Join(dir, alpha, "types.go"); exists(path) {
			more := map[string]*ast.TypeSpec{}
			taken := ambiguous
			ambiguous = map[string]bool{}
			load(more, path, docs)
			ambiguous = taken
			for name, spec := range more {
				if types[name] == nil {
					types[name] = spec
				}
			}
		}
		seen := map[string]bool{}
		queue := append([]string{}, roots...)
		for len(queue) > 0 {
			name := queue[0]
			queue = queue[1:]
			if seen[name] {
				continue
			}
			seen[name] = true
			newType := merged[name] == nil
			if newType {
				merged[name] = map[string]*field{}
			}
			for _, f := range fieldsOf(types, name, docs) {
				if ref := reference(f.kind); ref != "" {
					queue = append(queue, ref)
				}
				old := merged[name][f.name]
				if old == nil {
					if !newType {
						f.since = version
					}
					copied := f
					merged[name][f.name] = &copied
					order[name] = append(order[name], f.name)
				} else {
					since := old.since
					*old = f
					old.since = since
				}
				merged[name][f.name].until = version
			}
		}
	}
	last := versions[len(versions)-1]
	names := make([]string, 0, len(merged))
	for name := range merged {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Println("// Written by scripts/kubernetes-fields from k8s.io/api " + versions[0] + " to " + last + ". Do not edit.")
	fmt.Println("//")
	fmt.Println("// One line a type: its fields as name:type. Types: s string, b bool, i int32, l int64, q quantity, x number or string, t time, y bytes,")
	fmt.Println("// [T] list, {T} map, otherwise another line. Marks: ! written even when empty, * pointer (an empty value is kept),")
	fmt.Println("// ~KEY merge key of client-side apply, %KEYS keys of server-side apply, & retainKeys, >V first version, <V last version.")
	fmt.Println("export const FIELDS_TABLE = `")
	for _, name := range names {
		if name == "ManagedFieldsEntry" || name == "FieldsV1" {
			continue
		}
		var parts []string
		for _, fname := range order[name] {
			f := merged[name][fname]
			s := f.name + ":" + f.kind
			if f.pointer {
				s += "*"
			}
			if f.always {
				s += "!"
			}
			if f.patchKey != "" {
				s += "~" + f.patchKey
			}
			if f.listKeys != "" {
				s += "%" + f.listKeys
			}
			if f.retainKeys {
				s += "&"
			}
			if f.since != "" {
				s += ">" + f.since
			}
			if f.until != last {
				s += "<" + f.until
			}
			parts = append(parts, s)
		}
		fmt.Println(strings.Join(append([]string{name}, parts...), " "))
	}
	fmt.Println("`;")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func load(types map[string]*ast.TypeSpec, path string, docs map[*ast.Field]string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			if ts, ok := spec.(*ast.TypeSpec); ok {
				ambiguous[ts.Name.Name] = types[ts.Name.Name] != nil
				types[ts.Name.Name] = ts
				if st, ok := ts.Type.(*ast.StructType); ok {
					for _, f := range st.Fields.List {
						docs[f] = f.Doc.Text()
						if f.Doc != nil {
							var b strings.Builder
							for _, c := range f.Doc.List {
								b.WriteString(c.Text + "\n")
							}
							docs[f] = b.String()
						}
					}
				}
			}
		}
	}
}

var listType = regexp.MustCompile(`\+listType=(\w+)`)
var listMapKey = regexp.MustCompile(`\+listMapKey=(\w+)`)

func fieldsOf(types map[string]*ast.TypeSpec, name string, docs map[*ast.Field]string) []field {
	ts := types[name]
	if ts == nil {
		panic("no type " + name)
	}
	if ambiguous[name] {
		panic("two types " + name)
	}
	st, ok := ts.Type.(*ast.StructType)
	if !ok {
		panic("not a struct: " + name)
	}
	var out []field
	for _, f := range st.Fields.List {
		tag := reflect.StructTag("")
		if f.Tag != nil {
			tag = reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
		}
		json := tag.Get("json")
		jname, options, _ := strings.Cut(json, ",")
		if jname == "" {
			typ := f.Type
			if star, ok := typ.(*ast.StarExpr); ok {
				typ = star.X
			}
			out = append(out, fieldsOf(types, ident(typ), docs)...)
			continue
		}
		if jname == "-" || jname == "managedFields" {
			continue
		}
		kind, pointer := kindOf(types, f.Type)
		entry := field{name: jname, kind: kind, pointer: pointer, always: !strings.Contains(options, "omit")}
		strategy := tag.Get("patchStrategy")
		if strings.Contains(strategy, "merge") {
			entry.patchKey = tag.Get("patchMergeKey")
			if entry.patchKey == "" && strings.HasPrefix(kind, "[") {
				entry.patchKey = "="
			}
		}
		entry.retainKeys = strings.Contains(strategy, "retainKeys")
		if m := listType.FindStringSubmatch(docs[f]); m != nil {
			switch m[1] {
			case "set":
				entry.listKeys = "="
			case "map":
				var keys []string
				for _, k := range listMapKey.FindAllStringSubmatch(docs[f], -1) {
					keys = append(keys, k[1])
				}
				entry.listKeys = strings.Join(keys, ",")
			}
		}
		out = append(out, entry)
	}
	return out
}

func ident(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.SelectorExpr:
		return t.Sel.Name
	}
	panic("unexpected type expression")
}

func kindOf(types map[string]*ast.TypeSpec, e ast.Expr) (kind string, pointer bool) {
	switch t := e.(type) {
	case *ast.StarExpr:
		kind, _ = kindOf(types, t.X)
		return kind, true
	case *ast.ArrayType:
		if id, ok := t.Elt.(*ast.Ident); ok && id.Name == "byte" {
			return "y", false
		}
		inner, _ := kindOf(types, t.Elt)
		return "[" + inner + "]", false
	case *ast.MapType:
		inner, _ := kindOf(types, t.Value)
		return "{" + inner + "}", false
	}
	name := ident(e)
	switch name {
	case "string":
		return "s", false
	case "bool":
		return "b", false
	case "int32":
		return "i", false
	case "int64", "int", "float64":
		return "l", false
	case "Quantity":
		return "q", false
	case "IntOrString":
		return "x", false
	case "Time", "MicroTime":
		return "t", false
	case "UID":
		return "s", false
	}
	ts := types[name]
	if ts == nil {
		panic("no type " + name)
	}
	if _, ok := ts.Type.(*ast.StructType); ok {
		return name, false
	}
	return kindOf(types, ts.Type)
}

func reference(kind string) string {
	kind = strings.Trim(kind, "[]{}")
	if kind == "ManagedFieldsEntry" || kind == "" || strings.ToUpper(kind[:1]) != kind[:1] {
		return ""
	}
	return kind
}
