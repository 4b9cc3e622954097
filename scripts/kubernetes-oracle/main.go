// The API server's answer to a change of one object, without a server: the handlers, registries, strategies and validation of
// Kubernetes' own modules, over a store in memory. Reads a question a line from standard input and writes an answer a line, in
// the same order. What admission plugins, webhooks and controllers add is not in it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
)

// Question is a change: Before is created, and After applied over it. Without Before, After is created.
type Question struct {
	ID     int             `json:"id"`
	Apply  string          `json:"apply"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
	// Validation is the server's field validation: Ignore, Warn or Strict. Default: Ignore.
	Validation string `json:"validation"`
	// Objects asks for the objects as they are stored.
	Objects bool `json:"objects"`
	// Live fields are written over the created object before the change: a status, the node of a pod.
	Live map[string]any `json:"live"`
}

// Answer holds what the server said to Before and to After; After is absent if Before was refused.
type Answer struct {
	ID     int      `json:"id"`
	Before *Verdict `json:"before,omitempty"`
	After  *Verdict `json:"after,omitempty"`
	// Changed says whether the stored object is another one; Generation and Template whether those parts of it are.
	Changed    bool   `json:"changed"`
	Generation bool   `json:"generation"`
	Template   bool   `json:"template"`
	Error      string `json:"error,omitempty"`
}

// Verdict is one answer of the API server.
type Verdict struct {
	Code     int             `json:"code"`
	Reason   string          `json:"reason,omitempty"`
	Message  string          `json:"message,omitempty"`
	Causes   []Cause         `json:"causes,omitempty"`
	Warnings []string        `json:"warnings,omitempty"`
	Object   json.RawMessage `json:"object,omitempty"`
}

// Cause is one refused field.
type Cause struct {
	Field   string `json:"field"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

func main() {
	families := flag.String("families", "IPv4", "address families of the cluster, the first one first: IPv4, IPv6, or IPv4,IPv6")
	workers := flag.Int("workers", runtime.NumCPU(), "questions answered at once")
	flag.Parse()
	klog.SetLogger(logr.Discard())
	debug.SetGCPercent(400)
	var servers []*Server
	for i := 0; i < *workers; i++ {
		server, err := NewServer(*families)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		servers = append(servers, server)
	}
	if err := serve(os.Stdin, os.Stdout, servers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve answers in the order of the questions, whichever server is done first.
func serve(in io.Reader, out io.Writer, servers []*Server) error {
	free := make(chan *Server, len(servers))
	for _, server := range servers {
		free <- server
	}
	pending := make(chan chan []byte, 256)
	failed := make(chan error, 1)
	go func() {
		defer close(pending)
		reader := bufio.NewReaderSize(in, 1<<20)
		for {
			line, err := reader.ReadBytes('\n')
			if len(line) > 1 {
				result := make(chan []byte, 1)
				pending <- result
				server := <-free
				go func() {
					result <- answer(server, line)
					free <- server
				}()
			}
			if err != nil {
				if err != io.EOF {
					failed <- err
				}
				return
			}
		}
	}()
	writer := bufio.NewWriter(out)
	for result := range pending {
		if _, err := writer.Write(append(<-result, '\n')); err != nil {
			return err
		}
		if len(pending) == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
	}
	select {
	case err := <-failed:
		return err
	default:
		return writer.Flush()
	}
}

func answer(server *Server, line []byte) []byte {
	var question Question
	var result Answer
	if err := json.Unmarshal(line, &question); err != nil {
		result = Answer{Error: err.Error()}
	} else {
		result = server.Answer(question)
	}
	text, err := json.Marshal(result)
	if err != nil {
		text, _ = json.Marshal(Answer{ID: question.ID, Error: err.Error()})
	}
	return text
}
