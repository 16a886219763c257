// Command templates computes what Go's text/template with the functions of sprig makes of each line of templates.golden, so that
// the table can be checked or extended:
//
//	go run . < ../resources/testdata/templates.golden > /tmp/new && mv /tmp/new ../resources/testdata/templates.golden
//
// A line is "data TAB template TAB outcome"; the outcome given is ignored and computed anew: "=" and the text, or "!" where the
// template is broken or fails. A line "@name JSON" names data. Lines that are empty or start with "#" pass through. "␤" stands for a
// line break, "␉" for a tab.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"
	"time"

	"github.com/Masterminds/sprig/v3"
)

var now = time.Date(2026, 3, 4, 15, 4, 5, 0, time.UTC)

func main() {
	time.Local = time.UTC
	data := map[string]any{}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		line := in.Text()
		fields := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "@"):
			name, text, _ := strings.Cut(line[1:], " ")
			var value map[string]any
			if err := json.Unmarshal([]byte(text), &value); err != nil {
				panic(err)
			}
			data[name] = value
			fmt.Fprintln(out, line)
		case line == "" || strings.HasPrefix(line, "#") || len(fields) < 2:
			fmt.Fprintln(out, line)
		default:
			fmt.Fprintf(out, "%s\t%s\t%s\n", fields[0], fields[1], fold(outcome(data[fields[0]], unfold(fields[1]))))
		}
	}
}

func outcome(data any, source string) string {
	functions := sprig.TxtFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	functions["now"] = func() time.Time { return now }
	vars := map[string]any{}
	for name, value := range data.(map[string]any) {
		vars[name] = value
	}
	vars["time"] = map[string]any{"Now": func() time.Time { return now }, "Parse": parse}
	parsed, err := template.New("t").Funcs(functions).Parse(source)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return "!"
	}
	var text bytes.Buffer
	if err := parsed.Execute(&text, vars); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return "!"
	}
	return "=" + text.String()
}

func parse(text string) time.Time {
	value, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return value
}

var marks, unmarks = strings.NewReplacer("␤", "\n", "␉", "\t"), strings.NewReplacer("\n", "␤", "\t", "␉")

func unfold(s string) string { return marks.Replace(s) }

func fold(s string) string { return unmarks.Replace(s) }
