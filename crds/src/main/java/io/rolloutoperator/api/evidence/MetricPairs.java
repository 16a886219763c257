package io.rolloutoperator.api.evidence;

import io.rolloutoperator.api.evidence.Versions.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of one AnalysisRun. Two that ask the same of either version, by their names or by
 * their queries, are a pair: each shows the numbers of both.
 */
public final class MetricPairs {

  private record Question(Subject subject, String text) {}

  private final Map<AskedMetric, Subject> subjects = new HashMap<>();
  private final Map<Question, AskedMetric> byName = new HashMap<>();
  private final Map<Question, AskedMetric> byQuery = new HashMap<>();
  private final Versions versions;

  private MetricPairs(Versions versions) {
    this.versions = versions;
  }

  /**
   * Looks at each metric once.
   *
   * @param all of the run
   */
  public static MetricPairs of(List<AskedMetric> all, Versions versions) {
    MetricPairs pairs = new MetricPairs(versions);
    all.forEach(pairs::add);
    return pairs;
  }

  private void add(AskedMetric metric) {
    Subject subject = metric.subject(versions);
    subjects.put(metric, subject);
    byName.putIfAbsent(new Question(subject, metric.unversioned()), metric);
    if (!metric.query().isEmpty()) {
      byQuery.putIfAbsent(new Question(subject, versions.withoutNames(metric.query())), metric);
    }
  }

  private Subject subject(AskedMetric metric) {
    Subject known = subjects.get(metric);
    return known == null ? metric.subject(versions) : known;
  }

  /** The metric that asks the same of the other version, if there is one. */
  public Optional<AskedMetric> counterpart(AskedMetric metric) {
    return subject(metric)
        .other()
        .flatMap(
            other ->
                Optional.ofNullable(byName.get(new Question(other, metric.unversioned())))
                    .or(() -> sameQuery(other, metric)));
  }

  private Optional<AskedMetric> sameQuery(Subject other, AskedMetric metric) {
    String question = versions.withoutNames(metric.query());
    return Optional.ofNullable(byQuery.get(new Question(other, question)));
  }

  /** The last numbers of both versions, as far as they are known. */
  public ArmValues values(AskedMetric metric) {
    return metric
        .compared()
        .orElseGet(
            () -> {
              String other = counterpart(metric).map(AskedMetric::value).orElse("");
              return subject(metric) == Subject.STABLE
                  ? new ArmValues(other, metric.value())
                  : new ArmValues(metric.value(), other);
            });
  }
}
