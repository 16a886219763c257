// testcluster is one multi-call binary that holds a real Kubernetes control
// plane for tests: etcd, kube-apiserver, kube-controller-manager and
// kube-scheduler, linked once, with kubectl and a certificate generator beside
// them. Each role runs as a process of its own, so that a test can stop, kill
// and restart one of them.
//
//	testcluster etcd --data-dir D --client-port 2379 --peer-port 2380
//	testcluster kube-apiserver          <the flags of kube-apiserver>
//	testcluster kube-controller-manager <the flags of kube-controller-manager>
//	testcluster kube-scheduler          <the flags of kube-scheduler>
//	testcluster kubectl                 <the arguments of kubectl>
//	testcluster pki --dir D --address 10.244.0.1 --nodes node-1,node-2
//
// A link named after a role (kubectl -> testcluster) works too.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	_ "time/tzdata" // CronJobs name time zones; the machine may have no tzdata

	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

const usage = "usage: testcluster etcd|kube-apiserver|kube-controller-manager|kube-scheduler|kubectl|pki [flags]"

// commands builds only the command that is asked for: each constructor
// registers flags and feature gates in globals and installs the process's one
// signal handler, so that building two of them panics.
var commands = map[string]func() *cobra.Command{
	"kube-apiserver":          func() *cobra.Command { return apiserver.NewAPIServerCommand() },
	"kube-controller-manager": func() *cobra.Command { return controllermanager.NewControllerManagerCommand() },
	"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	"kubectl":                 func() *cobra.Command { return kubectl.NewDefaultKubectlCommand() },
}

// tools are the roles that are written here.
var tools = map[string]func(args []string) error{
	"etcd": runEtcd,
	"pki":  runPKI,
}

func main() {
	role, args := roleAndArgs(os.Args)
	if tool, ok := tools[role]; ok {
		if err := tool(args); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", role, err)
			os.Exit(1)
		}
		return
	}
	command, ok := commands[role]
	if !ok {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	os.Args = append([]string{role}, args...) // cobra and cli.Run read os.Args
	os.Exit(cli.Run(command()))
}

func roleAndArgs(argv []string) (string, []string) {
	role := filepath.Base(argv[0])
	if _, ok := commands[role]; ok {
		return role, argv[1:]
	}
	if _, ok := tools[role]; ok {
		return role, argv[1:]
	}
	if len(argv) < 2 {
		return "", nil
	}
	return argv[1], argv[2:]
}
