package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
)

// Where the kinds and what they hold are declared.
var packages = []string{
	"core/v1", "apps/v1", "autoscaling/v2", "batch/v1", "coordination/v1", "networking/v1", "node/v1", "policy/v1", "rbac/v1",
	"scheduling/v1", "storage/v1", "pkg/apis/apiextensions/v1",
}

// Where a Job's scheduling is declared, in versions that have it. Of names that the packages above declare too, theirs count.
const alpha = "scheduling/v1alpha3"

// goTypes are the declared types of one version, by their bare names.
type goTypes struct {
	specs map[string]*ast.TypeSpec
	// The comments of fields, with their markers.
	docs map[*ast.Field]string
	// Names that two packages declare, which a table of bare names cannot tell apart.
	ambiguous map[string]bool
}

func newTypes() *goTypes {
	return &goTypes{specs: map[string]*ast.TypeSpec{}, docs: map[*ast.Field]string{}, ambiguous: map[string]bool{}}
}

// metaTypes are what all versions share, of the folder of k8s.io/apimachinery.
func metaTypes(dir string) *goTypes {
	types := newTypes()
	types.load(filepath.Join(dir, "pkg/apis/meta/v1/types.go"))
	return types
}

// addModule brings in those of a module's folder.
func (types *goTypes) addModule(dir string) {
	for _, name := range packages {
		if path := filepath.Join(dir, name, "types.go"); exists(path) {
			types.load(path)
		}
	}
	if path := filepath.Join(dir, alpha, "types.go"); exists(path) {
		more := newTypes()
		more.load(path)
		types.add(more)
	}
}

// add takes over the types of names that are still free.
func (types *goTypes) add(more *goTypes) {
	for name, spec := range more.specs {
		if types.specs[name] == nil {
			types.specs[name] = spec
		}
	}
	for field, doc := range more.docs {
		types.docs[field] = doc
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// load reads the type declarations of one file.
func (types *goTypes) load(path string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		fail("%v", err)
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			ts, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			types.ambiguous[ts.Name.Name] = types.specs[ts.Name.Name] != nil
			types.specs[ts.Name.Name] = ts
			if st, ok := ts.Type.(*ast.StructType); ok {
				for _, field := range st.Fields.List {
					types.docs[field] = comment(field.Doc)
				}
			}
		}
	}
}

// comment is a comment as it stands: CommentGroup.Text leaves out lines that look like directives, such as +listType.
func comment(group *ast.CommentGroup) string {
	var text strings.Builder
	if group != nil {
		for _, line := range group.List {
			text.WriteString(line.Text + "\n")
		}
	}
	return text.String()
}

var listType = regexp.MustCompile(`\+listType=(\w+)`)
var listMapKey = regexp.MustCompile(`\+listMapKey=(\w+)`)

// fieldsOf are the fields of a type as they go over the wire, those of embedded types among them.
func (types *goTypes) fieldsOf(name string) []field {
	ts := types.specs[name]
	if ts == nil {
		fail("no package declares the type %s: add its package to types.go", name)
	}
	if types.ambiguous[name] {
		fail("two packages declare a type %s, which the table cannot tell apart", name)
	}
	st, ok := ts.Type.(*ast.StructType)
	if !ok {
		fail("%s is not a struct", name)
	}
	var out []field
	for _, f := range st.Fields.List {
		tag := reflect.StructTag("")
		if f.Tag != nil {
			tag = reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
		}
		jsonName, options, _ := strings.Cut(tag.Get("json"), ",")
		if jsonName == "" {
			typ := f.Type
			if star, ok := typ.(*ast.StarExpr); ok {
				typ = star.X
			}
			out = append(out, types.fieldsOf(ident(typ))...)
			continue
		}
		if jsonName == "-" || jsonName == "managedFields" {
			continue
		}
		kind, pointer := types.kindOf(f.Type)
		entry := field{name: jsonName, kind: kind, pointer: pointer, always: !strings.Contains(options, "omit")}
		strategy := tag.Get("patchStrategy")
		if strings.Contains(strategy, "merge") {
			entry.patchKey = tag.Get("patchMergeKey")
			if entry.patchKey == "" && strings.HasPrefix(kind, "[") {
				entry.patchKey = "="
			}
		}
		entry.retainKeys = strings.Contains(strategy, "retainKeys")
		entry.listKeys = listKeys(types.docs[f])
		out = append(out, entry)
	}
	return out
}

// listKeys are the keys by which server-side apply tells the items of a list apart, `=` for the items themselves.
func listKeys(doc string) string {
	kind := listType.FindStringSubmatch(doc)
	if kind == nil {
		return ""
	}
	switch kind[1] {
	case "set":
		return "="
	case "map":
		var keys []string
		for _, key := range listMapKey.FindAllStringSubmatch(doc, -1) {
			keys = append(keys, key[1])
		}
		return strings.Join(keys, ",")
	}
	return ""
}

func ident(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.SelectorExpr:
		return t.Sel.Name
	}
	fail("unexpected type expression %T", e)
	return ""
}

// Go types that are one letter in the table.
var scalars = map[string]string{
	"string": "s", "UID": "s", "bool": "b", "int32": "i", "int64": "l", "int": "l", "float64": "l",
	"Quantity": "q", "IntOrString": "x", "Time": "t", "MicroTime": "t", "JSONSchemaProps": "j",
}

// kindOf is a Go type as the table writes it, and whether it is a pointer.
func (types *goTypes) kindOf(e ast.Expr) (kind string, pointer bool) {
	switch t := e.(type) {
	case *ast.StarExpr:
		kind, _ = types.kindOf(t.X)
		return kind, true
	case *ast.ArrayType:
		if id, ok := t.Elt.(*ast.Ident); ok && id.Name == "byte" {
			return "y", false
		}
		inner, _ := types.kindOf(t.Elt)
		return "[" + inner + "]", false
	case *ast.MapType:
		inner, _ := types.kindOf(t.Value)
		return "{" + inner + "}", false
	}
	name := ident(e)
	if letter, ok := scalars[name]; ok {
		return letter, false
	}
	ts := types.specs[name]
	if ts == nil {
		fail("no package declares the type %s: add its package to types.go", name)
	}
	if _, ok := ts.Type.(*ast.StructType); ok {
		return name, false
	}
	return types.kindOf(ts.Type)
}

// reference is the struct that a kind holds, if any.
func reference(kind string) string {
	kind = strings.Trim(kind, "[]{}")
	if kind == "" || strings.ToUpper(kind[:1]) != kind[:1] {
		return ""
	}
	return kind
}
