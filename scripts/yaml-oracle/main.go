// Reads documents as kubectl reads them, with the modules that it is built from.
//
//	go run . < streams.ndjson
//
// Each line of the input is a JSON string: base64 of what a file holds. Each line of the output is what kubectl makes of it:
// {"values": […]} with one value a document, empty documents left out, or {"error": "…"}.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"k8s.io/apimachinery/pkg/util/yaml"
	kjson "sigs.k8s.io/json"
)

// raw takes a document as runtime.RawExtension does, which kubectl decodes into.
type raw struct{ bytes []byte }

func (r *raw) UnmarshalJSON(in []byte) error {
	r.bytes = append(r.bytes[:0], in...)
	return nil
}

type answer struct {
	Values []any  `json:"values"`
	Error  string `json:"error,omitempty"`
}

// read follows StreamVisitor of k8s.io/cli-runtime/pkg/resource.
func read(stream []byte) answer {
	utf8 := transform.NewReader(bytes.NewReader(stream), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	decoder := yaml.NewYAMLOrJSONDecoder(utf8, 4096)
	values := []any{}
	for {
		var document raw
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return answer{Values: values}
		}
		if err != nil {
			return answer{Error: err.Error()}
		}
		text := bytes.TrimSpace(document.bytes)
		if len(text) == 0 || bytes.Equal(text, []byte("null")) {
			continue
		}
		var value any
		if err := kjson.UnmarshalCaseSensitivePreserveInts(text, &value); err != nil {
			return answer{Error: err.Error()}
		}
		values = append(values, value)
	}
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				panic(err)
			}
			stream, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				panic(err)
			}
			if err := encoder.Encode(read(stream)); err != nil {
				panic(err)
			}
		}
		if err != nil {
			return
		}
	}
}
