package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
)

// module is a line of modules.tsv: what is read for a version of Kubernetes (or `meta`), and the folder it lies in.
type module struct{ version, path, release, dir string }

// readModules downloads every module of a file, and says on standard error which it took.
func readModules(file string) []module {
	text, err := os.ReadFile(file)
	if err != nil {
		fail("%v", err)
	}
	var modules []module
	for _, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			fail("%s: a line is a version, a module and its release, separated by tabs, not %q", file, line)
		}
		m := module{version: cells[0], path: cells[1], release: cells[2]}
		m.dir = download(m.path + "@" + m.release)
		os.Stderr.WriteString(m.version + " from " + m.path + "@" + m.release + "\n")
		modules = append(modules, m)
	}
	return modules
}

// download brings a module into Go's cache, checked against Go's checksum database, and gives its folder.
func download(module string) string {
	// Elsewhere than in a module, so that no go.mod here matters. An error stands in the JSON.
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Dir = os.TempDir()
	out, err := command.Output()
	var answer struct{ Dir, Error string }
	if json.Unmarshal(out, &answer) != nil || answer.Error != "" || answer.Dir == "" {
		fail("%s cannot be downloaded: %s %v", module, answer.Error, err)
	}
	return answer.Dir
}
