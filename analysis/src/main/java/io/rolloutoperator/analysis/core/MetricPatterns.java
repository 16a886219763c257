package io.rolloutoperator.analysis.core;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules that name metrics by regular expression. Tenants write the expressions, hence RE2, whose
 * matching takes linear time. An expression matches if it is found anywhere in the name.
 */
final class MetricPatterns {

  private MetricPatterns() {}

  /** Names of the metrics that are measured without effect. */
  static Resolution<Set<String>> dryRun(List<DryRun> rules, List<String> metrics) {
    return matches("dryRun", rules.stream().map(DryRun::metricName).toList(), metrics)
        .map(
            matched -> {
              Set<String> names = new HashSet<>();
              matched.forEach(names::addAll);
              return names;
            });
  }

  /** Measurements to keep per metric; of several rules for a metric the last one holds. */
  static Resolution<Map<String, Integer>> retention(
      List<MeasurementRetention> rules, List<String> metrics) {
    return matches(
            "measurementRetention",
            rules.stream().map(MeasurementRetention::metricName).toList(),
            metrics)
        .map(
            matched -> {
              Map<String, Integer> limits = new HashMap<>();
              for (int i = 0; i < rules.size(); i++) {
                int limit = rules.get(i).limit();
                matched.get(i).forEach(name -> limits.put(name, limit));
              }
              return limits;
            });
  }

  /** For each rule the metrics it matches: at least one. */
  private static Resolution<List<List<String>>> matches(
      String field, List<String> rules, List<String> metrics) {
    List<List<String>> matched = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      String rule = rules.get(i);
      Pattern pattern;
      try {
        pattern = Pattern.compile(rule);
      } catch (PatternSyntaxException e) {
        return Resolution.problem(
            field
                + "["
                + i
                + "]: invalid metricName pattern \""
                + rule
                + "\": "
                + e.getDescription());
      }
      List<String> names = metrics.stream().filter(name -> pattern.matcher(name).find()).toList();
      if (names.isEmpty()) {
        return Resolution.problem(field + "[" + i + "]: Rule didn't match any metric name(s)");
      }
      matched.add(names);
    }
    return Resolution.of(matched);
  }
}
