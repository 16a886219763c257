package io.rolloutoperator.it;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;

/**
 * An operator some of whose rights are taken away for a while, and what its metric tells of that.
 *
 * @param prometheus what its metrics are read from
 */
record DeprivedOperator(
    ShippedOperator operator, WithheldRights rights, ScriptedPrometheus prometheus)
    implements AutoCloseable {
  private static final String METRIC = "rollout_operator_missing_rights";

  /** Starts it with all rights that are shipped. */
  static DeprivedOperator start(TestNamespace namespace) {
    ShippedOperator operator = ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
    return new DeprivedOperator(
        operator,
        new WithheldRights(namespace, operator.identity().user()),
        ScriptedPrometheus.open());
  }

  OperatorProcess process() {
    return operator.process();
  }

  /** Takes a right away. */
  Withheld without(String verb, String resource) {
    return rights.without(verb, resource);
  }

  /** Applies an AnalysisTemplate of this name whose one measurement is good. */
  void template(String name) {
    prometheus.answers(name, "1");
    prometheus.template(operator.namespace(), name, "count: 1");
  }

  /** The labels of a right. */
  static String labels(String verb, String group, String resource) {
    return "{group=\"%s\",resource=\"%s\",verb=\"%s\"}".formatted(group, resource, verb);
  }

  /** The labels of all rights that are missing now. */
  List<String> missing() {
    return operator.scrape().lines().stream()
        .filter(line -> line.startsWith(METRIC))
        .map(line -> line.substring(METRIC.length(), line.lastIndexOf(' ')))
        .toList();
  }

  /** Waits until no right is missing any more. */
  void awaitNoneMissing() {
    operator.namespace().await("no right is missing", () -> missing().isEmpty());
  }

  @Override
  public void close() {
    prometheus.close();
  }
}
