package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The same for a chart that is installed for one namespace. */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({
  "RolloutAborted",
  "AnalysisRunFailed",
  "Forbidden",
  "CalculateExpectedPodCountFailed"
})
class NamespacedChartRightsIT {

  private final TestNamespace namespace;

  NamespacedChartRightsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void aControllerOfANamespaceUsesEachRightThatItIsGiven() {
    ChartRightsIT.usesEachRight(namespace, EveryRight.Scope.NAMESPACE);
  }
}
