// Command vectors writes test data for the Java package io.rolloutoperator.api.template: what Go makes of quantities and
// of pod templates. Usage: vectors quantities < list-of-quantities; vectors templates < one-template-per-line;
// vectors random N: N random templates with all kinds of fields, one per line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand"
	"os"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	k8srand "k8s.io/apimachinery/pkg/util/rand"
	"sigs.k8s.io/randfill"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	switch os.Args[1] {
	case "quantities":
		for in.Scan() {
			fmt.Printf("%s\t%s\n", in.Text(), canonical(in.Text()))
		}
	case "templates":
		for in.Scan() {
			var template corev1.PodTemplateSpec
			must(json.Unmarshal(in.Bytes(), &template))
			fmt.Println(line(&template))
		}
	case "random":
		n, err := strconv.Atoi(os.Args[2])
		must(err)
		random(n)
	}
}

// canonical is how the quantity is written again, or "invalid".
func canonical(text string) string {
	q, err := resource.ParseQuantity(text)
	if err != nil {
		return "invalid"
	}
	encoded, err := json.Marshal(q)
	must(err)
	var plain string
	must(json.Unmarshal(encoded, &plain))
	return plain
}

// line holds the hash, and the encoded template.
func line(template *corev1.PodTemplateSpec) string {
	encoded, err := json.Marshal(template)
	must(err)
	hash := fnv.New32a()
	_, _ = hash.Write(encoded)
	return k8srand.SafeEncodeString(strconv.FormatUint(uint64(hash.Sum32()), 10)) + "\t" + string(encoded)
}

// random prints hash and template; the template with sorted keys, so that it must be put in order again.
func random(n int) {
	for seed := range n {
		source := rand.New(rand.NewSource(int64(seed)))
		filler := randfill.New().RandSource(source).NilChance(0.72).NumElements(1, 2).Funcs(
			func(q *resource.Quantity, c randfill.Continue) {
				*q = *resource.NewMilliQuantity(c.Int63n(1e9), resource.DecimalSI)
				if c.Bool() {
					*q = *resource.NewQuantity(c.Int63n(1<<20)<<10, resource.BinarySI)
				}
			},
			func(v *intstr.IntOrString, c randfill.Continue) {
				*v = intstr.FromInt32(int32(c.Intn(65536)))
				if c.Bool() {
					*v = intstr.FromString("port")
				}
			},
			func(t *metav1.Time, c randfill.Continue) { *t = metav1.NewTime(time.Unix(c.Int63n(4e9), 0).UTC()) },
			func(f *metav1.FieldsV1, c randfill.Continue) { f.Raw = []byte(`{"f:a":{}}`) },
			func(s *string, c randfill.Continue) {
				*s = []string{"", "a", "b<c>&d", "\u2028\u00fc", "tab\tnew\nline\u0001\u007f", "\U0001f680\"q\\"}[c.Intn(6)]
			},
		)
		var template corev1.PodTemplateSpec
		filler.Fill(&template)
		encoded, err := json.Marshal(template)
		must(err)
		var tree map[string]any
		must(json.Unmarshal(encoded, &tree))
		sorted, err := json.Marshal(tree)
		must(err)
		var again corev1.PodTemplateSpec
		must(json.Unmarshal(sorted, &again))
		hash := line(&again)
		fmt.Printf("%s\t%s\n", hash[:len(hash)-len(encoded)-1], sorted)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
