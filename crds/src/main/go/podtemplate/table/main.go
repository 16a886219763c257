// Command table prints how Go's encoding/json writes a Kubernetes PodTemplateSpec: one line per struct type with its
// fields in the order they are written. The output is the resource podtemplate-types.txt of the Java package
// io.rolloutoperator.api.template, which computes pod template hashes with it.
//
// A line is "Type: field=kind …". Kinds: string, bool, int32, int64, quantity, intOrString, time, raw, the name
// of another struct, "*kind" (pointer), "[]kind" (list), "{}kind" (map with string keys). A field followed by "!" is
// written even when it has its zero value, as fields without omitempty are, and structs with it.
package main

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// special lists types with an encoding of their own.
var special = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():  "quantity",
	reflect.TypeFor[intstr.IntOrString](): "intOrString",
	reflect.TypeFor[metav1.Time]():        "time",
	reflect.TypeFor[metav1.FieldsV1]():    "raw",
}

type table struct {
	seen  map[string]reflect.Type
	queue []reflect.Type
}

func main() {
	t := &table{seen: map[string]reflect.Type{}}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "# Written by src/main/go/podtemplate/table from the Go types of Kubernetes 1.34; do not edit.")
	for t.kind(reflect.TypeFor[corev1.PodTemplateSpec]()); len(t.queue) > 0; {
		next := t.queue[0]
		t.queue = t.queue[1:]
		fmt.Fprintf(out, "%s:%s\n", next.Name(), t.fields(next))
	}
}

// fields describes the fields of a struct in the order in which they are written; embedded structs in place.
func (t *table) fields(s reflect.Type) string {
	var b strings.Builder
	for i := range s.NumField() {
		f := s.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		if f.Anonymous && name == "" {
			b.WriteString(t.fields(f.Type))
			continue
		}
		b.WriteString(" " + name + "=" + t.kind(f.Type))
		if !omitted(f.Type, options) {
			b.WriteString("!")
		}
	}
	return b.String()
}

// omitted tells whether a zero value of the type is left out: omitempty has no effect on structs, omitzero has.
func omitted(f reflect.Type, options string) bool {
	return strings.Contains(options, "omitzero") || strings.Contains(options, "omitempty") && f.Kind() != reflect.Struct
}

func (t *table) kind(f reflect.Type) string {
	if name, ok := special[f]; ok {
		return name
	}
	switch f.Kind() {
	case reflect.Pointer:
		return "*" + t.kind(f.Elem())
	case reflect.Slice:
		return "[]" + t.kind(f.Elem())
	case reflect.Map:
		if f.Key().Kind() != reflect.String {
			panic("map without string keys: " + f.String())
		}
		return "{}" + t.kind(f.Elem())
	case reflect.Struct:
		return t.structure(f)
	case reflect.String, reflect.Bool, reflect.Int32, reflect.Int64:
		if f.Implements(reflect.TypeFor[interface{ MarshalJSON() ([]byte, error) }]()) {
			panic("type with an encoding of its own: " + f.String())
		}
		return f.Kind().String()
	default:
		panic("kind without a rule: " + f.String())
	}
}

func (t *table) structure(f reflect.Type) string {
	if f.Implements(reflect.TypeFor[interface{ MarshalJSON() ([]byte, error) }]()) {
		panic("type with an encoding of its own: " + f.String())
	}
	if known, ok := t.seen[f.Name()]; !ok {
		t.seen[f.Name()] = f
		t.queue = append(t.queue, f)
	} else if known != f {
		panic("two types of one name: " + f.String() + " and " + known.String())
	}
	return f.Name()
}
