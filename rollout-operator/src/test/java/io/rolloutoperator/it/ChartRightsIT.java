package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.EveryRight.Scope;
import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The controller of an installed chart does all that it can with the rights of its account: by the
 * API server's audit log it uses each of them, and by the tests' oracle it is refused nothing.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
// The budget of the operator's pods is counted before their Deployment's ReplicaSet is known.
@ExpectWarnings({
  "RolloutAborted",
  "AnalysisRunFailed",
  "Forbidden",
  "CalculateExpectedPodCountFailed"
})
class ChartRightsIT {

  /** Rights that no request of the controller shows, each with the reason. */
  static final Map<String, String> NOT_IN_THE_LOG =
      Map.of(
          "update rollouts/finalizers.argoproj.io",
          "asked for inside the API server, by its plugin OwnerReferencesPermissionEnforcement;"
              + " RbacIT withholds it");

  private final TestNamespace namespace;

  ChartRightsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void aControllerOfTheClusterUsesEachRightThatItIsGiven() {
    usesEachRight(namespace, Scope.CLUSTER);
  }

  /**
   * Installs the chart for this namespace's instance id and all kinds of routes, and lets its
   * controller do everything.
   */
  static void usesEachRight(TestNamespace namespace, Scope scope) {
    CustomResourceDefinitions.install(
        namespace.cluster().api(), List.of("gateway-api-experimental"));
    HelmRelease release =
        HelmRelease.install(
            namespace,
            "--set",
            "instanceId=" + namespace.name(),
            "--set",
            "namespaced=" + (scope == Scope.NAMESPACE),
            "--set",
            "gatewayApi.routes={httproutes,grpcroutes,tcproutes,tlsroutes}");
    OperatorIdentity identity = release.identity();
    try (ApiProxy proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
        ScriptedPrometheus prometheus = ScriptedPrometheus.open();
        ScriptedReceiver receiver = ScriptedReceiver.open();
        EveryRight everything = new EveryRight(namespace, prometheus, receiver, scope)) {
      EveryRight.loseAnswers(proxy);
      LocalOperator operator =
          release.operator(
              proxy.kubeconfig(identity.kubeconfig()),
              LiveGitSync.flags(namespace, flags(receiver)));
      LocalOperator standby = release.operator(identity.kubeconfig());
      everything.drive();
      standby.terminate(Duration.ofSeconds(10));
      operator.terminate(Duration.ofSeconds(10));
    }
    Set<String> granted = new TreeSet<>(GrantedRights.of(release.manifest()));
    granted.removeAll(NOT_IN_THE_LOG.keySet());
    release.helm("uninstall", release.name(), "--wait").orThrow();
    assertThat(GrantedRights.usedBy(identity, namespace)).isEqualTo(granted);
  }

  private static String[] flags(ScriptedReceiver receiver) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--alerts-webhook=" + receiver.url("/alerts"));
    return flags.toArray(String[]::new);
  }
}
