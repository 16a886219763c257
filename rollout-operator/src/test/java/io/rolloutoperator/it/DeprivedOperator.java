package io.rolloutoperator.it;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
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
  static DeprivedOperator start(TestNamespace namespace, String... moreFlags) {
    return of(ShippedOperator.start(namespace, flags(moreFlags)));
  }

  /** The same in a process of its own, which ends itself without its lease. */
  static DeprivedOperator startProcess(TestNamespace namespace, String... moreFlags) {
    return of(ShippedOperator.startProcess(namespace, flags(moreFlags)));
  }

  private static String[] flags(String... moreFlags) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.addAll(List.of(moreFlags));
    return flags.toArray(String[]::new);
  }

  /** One that is started. */
  static DeprivedOperator of(ShippedOperator operator) {
    return new DeprivedOperator(
        operator,
        new WithheldRights(operator.namespace(), operator.identity().user()),
        ScriptedPrometheus.open());
  }

  TestNamespace namespace() {
    return operator.namespace();
  }

  OperatorProcess process() {
    return operator.process();
  }

  LocalOperator local() {
    return operator.local();
  }

  /** Takes a right away. */
  Withheld without(Right right) {
    return rights.without(right.verb(), right.resource());
  }

  /** Applies an AnalysisTemplate of this name whose one measurement is good. */
  void template(String name) {
    prometheus.answers(name, "1");
    prometheus.template(operator.namespace(), name, "count: 1");
  }

  /** The labels of all rights that are missing now. */
  List<String> missing() {
    return missing(operator);
  }

  /** The labels of all rights that an operator misses now. */
  static List<String> missing(ShippedOperator operator) {
    return operator.scrape().lines().stream()
        .filter(line -> line.startsWith(METRIC))
        .map(line -> line.substring(METRIC.length(), line.lastIndexOf(' ')))
        .toList();
  }

  /** Waits until no right is missing any more. */
  void awaitNoneMissing() {
    operator.namespace().await("no right is missing", () -> missing().isEmpty());
  }

  /** The process goes on, so that it is seen to rest when the class has ended. */
  @Override
  public void close() {
    prometheus.close();
  }
}
