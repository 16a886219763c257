package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.junit.AccountManifest;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;

/**
 * A Rollout {@code told} whose status says that revision 2 was aborted. No operator looks after it:
 * it is of an instance that nobody is.
 *
 * @param scratch a folder for the plugin's output
 */
record AbortedRollout(TestNamespace namespace, Path scratch) {

  private static final String API = "argoproj.io/v1alpha1";

  /** Makes it. */
  static AbortedRollout in(TestNamespace namespace, Path scratch) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: told
          labels: {argo-rollouts.argoproj.io/controller-instance-id: nobody}
          annotations: {rollout.argoproj.io/revision: "2"}
        spec:
          replicas: 1
          selector: {matchLabels: {app: told}}
          template:
            metadata: {labels: {app: told}}
            spec: {containers: [{name: web, image: "sim/web:1.0"}]}
          strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
        """);
    namespace.patchStatus(
        API,
        "Rollout",
        "told",
        """
        {status: {abort: true, abortedAt: "2026-01-02T03:04:05Z", phase: Degraded,
          message: "RolloutAborted: Rollout aborted update to revision 2"}}
        """);
    return new AbortedRollout(namespace, scratch);
  }

  String uid() {
    return namespace.read(API, "Rollout", "told").at("/metadata/uid").asText();
  }

  /** The plugin of somebody who may do everything. */
  PluginProcess admin() {
    return plugin(namespace.cluster().controlPlane().kubeconfig("admin"));
  }

  /** The plugin of a ServiceAccount that may see Rollouts and AnalysisRuns, and nothing else. */
  PluginProcess account(String name) {
    namespace.apply(
        AccountManifest.of(
            name,
            namespace,
            "[{apiGroups: [argoproj.io], resources: [rollouts, analysisruns], verbs: [get, list]}]"));
    PluginProcess plugin =
        plugin(namespace.cluster().controlPlane().serviceAccountKubeconfig(namespace.name(), name));
    namespace.await(
        name + " may see Rollouts", () -> plugin.run("get rollout told -o name").code() == 0);
    return plugin;
  }

  private PluginProcess plugin(Path kubeconfig) {
    return new PluginProcess(kubeconfig, namespace.name(), scratch);
  }
}
