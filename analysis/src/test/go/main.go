// Command expectations computes what the reference implementation of the expression language makes of each line of
// expressions.golden, so that the table can be checked or extended:
//
//	go run . < ../resources/testdata/expressions.golden > /tmp/new && mv /tmp/new ../resources/testdata/expressions.golden
//
// A line is "result TAB expression TAB outcome"; the outcome given is ignored and computed anew. Lines that are empty or start
// with "#" pass through. "␤" stands for a line break, "␉" for a tab.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		line := in.Text()
		fields := strings.Split(line, "\t")
		if line == "" || strings.HasPrefix(line, "#") || len(fields) < 2 {
			fmt.Fprintln(out, line)
			continue
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", fields[0], fields[1], outcome(fields[0], unfold(fields[1])))
	}
}

func unfold(s string) string { return marks.Replace(s) }

var marks, unmarks = strings.NewReplacer("␤", "\n", "␉", "\t"), strings.NewReplacer("\n", "␤", "\t", "␉")

func fold(s string) string { return unmarks.Replace(s) }

func outcome(result, source string) string {
	env := map[string]any{
		"result":  parseResult(result),
		"asInt":   asInt,
		"asFloat": asFloat,
		"isNaN":   math.IsNaN,
		"isInf":   func(f float64) bool { return math.IsInf(f, 0) },
		"isNil":   func(v any) bool { return v == nil },
		"default": func(v, d any) any {
			if v == nil {
				return d
			}
			return v
		},
	}
	program, err := expr.Compile(source, expr.Env(env))
	if err != nil {
		return "error: " + fold(message(err))
	}
	value, err := expr.Run(program, env)
	if err != nil {
		return "error: " + fold(message(err))
	}
	return fmt.Sprintf("%T: %s", value, fold(strings.ToValidUTF8(fmt.Sprintf("%v", value), "\uFFFD")))
}

// message is the error without the excerpt of the source that the library appends.
func message(err error) string {
	text := err.Error()
	var located *file.Error
	if errors.As(err, &located) {
		text = located.Message
	}
	text, _, _ = strings.Cut(text, "\ngoroutine ") // a panic inside the library's compiler brings its stack along
	return text
}

func parseResult(text string) any {
	kind, rest, _ := strings.Cut(text, " ")
	switch kind {
	case "nil":
		return nil
	case "float":
		return number(rest)
	case "floats":
		list := []float64{}
		for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == ',' }) {
			list = append(list, number(part))
		}
		return list
	case "json":
		var value any
		if err := json.Unmarshal([]byte(rest), &value); err != nil {
			panic(err)
		}
		return value
	}
	panic("unknown kind of result: " + text)
}

func number(text string) float64 {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return value
}

func asInt(v any) int64 {
	switch x := v.(type) {
	case float64:
		return int64(x)
	case int:
		return int64(x)
	case int64:
		return x
	case string:
		n, err := strconv.ParseInt(x, 10, 64)
		if err != nil {
			panic(err)
		}
		return n
	}
	panic(fmt.Sprintf("asInt() not supported on %T %v", v, v))
}

func asFloat(v any) float64 {
	switch x := v.(type) {
	case float64:
		return x
	case int:
		return float64(x)
	case int64:
		return float64(x)
	case string:
		f, err := strconv.ParseFloat(x, 64)
		if err != nil {
			panic(err)
		}
		return f
	}
	panic(fmt.Sprintf("asFloat() not supported on %T %v", v, v))
}
