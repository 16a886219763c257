package io.rolloutoperator.kube.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The metrics of Argo Rollouts, which dashboards and alerts of its users name. */
public final class UpstreamMetrics {

  /** Name, type, labels without {@code namespace} and {@code name}. */
  private static final String OF_OBJECTS =
      """
      rollout_reconcile histogram
      rollout_reconcile_error counter
      rollout_info gauge strategy traffic_router phase
      rollout_info_replicas_available gauge
      rollout_info_replicas_unavailable gauge
      rollout_info_replicas_desired gauge
      rollout_info_replicas_updated gauge
      rollout_phase gauge strategy phase
      rollout_events_total counter type reason
      analysis_run_reconcile histogram
      analysis_run_reconcile_error counter
      analysis_run_info gauge phase
      analysis_run_phase gauge phase
      analysis_run_metric_type gauge metric type
      analysis_run_metric_phase gauge metric type dry_run phase
      analysis_template_info gauge
      analysis_template_metric_info gauge type metric
      experiment_info gauge phase
      experiment_phase gauge phase
      experiment_reconcile histogram
      experiment_reconcile_error counter
      notification_send histogram
      notification_send_success counter type reason
      notification_send_error counter type reason
      controller_clientset_k8s_request_total counter kind verb status_code
      """;

  /** Name, type, all labels. */
  private static final String OF_THE_PROCESS =
      """
      rollout_duration_seconds histogram status
      rollout_progression_duration_seconds histogram status
      rollout_manual_pause_duration_seconds histogram status
      argo_rollouts_controller_info gauge version
      build_info gauge version goversion goarch commit
      workqueue_adds_total counter name
      workqueue_depth gauge name
      workqueue_queue_duration_seconds histogram name
      workqueue_work_duration_seconds histogram name
      workqueue_retries_total counter name
      workqueue_unfinished_work_seconds gauge name
      workqueue_longest_running_processor_seconds gauge name
      """;

  /** Upper bounds of histograms, as the series spell them. */
  private static final Map<String, String> BOUNDS =
      Map.of(
          "rollout_reconcile", "0.01 0.15 0.25 0.5 1.0 +Inf",
          "analysis_run_reconcile", "0.01 0.15 0.25 0.5 1.0 +Inf",
          "notification_send", "0.01 0.15 0.25 0.5 1.0 +Inf",
          "rollout_duration_seconds",
              "30.0 60.0 120.0 300.0 600.0 1200.0 1800.0 3600.0 7200.0 14400.0 28800.0 +Inf",
          "rollout_progression_duration_seconds",
              "30.0 60.0 120.0 300.0 600.0 900.0 1800.0 3600.0 +Inf",
          "rollout_manual_pause_duration_seconds",
              "0.0 60.0 300.0 600.0 1800.0 3600.0 7200.0 14400.0 28800.0 +Inf");

  /**
   * Nothing works on Experiments yet, and without a pass Argo Rollouts tells none of these either.
   */
  private static final Set<String> OF_PASSES_OF_EXPERIMENTS =
      Set.of("experiment_reconcile", "experiment_reconcile_error");

  private UpstreamMetrics() {}

  /** What a scrape lacks, one line each; those that only something else brings may be missing. */
  public static List<String> missing(Scrape scrape, Set<String> excused) {
    Map<String, Scrape.Shape> told = scrape.shapes();
    List<String> missing = new ArrayList<>();
    all()
        .forEach(
            (name, wanted) -> {
              Scrape.Shape shape = told.get(name);
              if (shape == null || shape.labels().isEmpty()) {
                if (!excused.contains(name) && !OF_PASSES_OF_EXPERIMENTS.contains(name)) {
                  missing.add(name);
                }
              } else if (!shape.labels().equals(wanted.labels())) {
                missing.add(name + " has labels " + shape.labels());
              } else if (!isOf(shape.type(), wanted.type())) {
                missing.add(name + " is a " + shape.type());
              }
            });
    BOUNDS.forEach(
        (name, bounds) -> {
          String found = String.join(" ", scrape.bounds(name));
          if (!found.equals(bounds) && !(found.isEmpty() && excused.contains(name))) {
            missing.add(name + " has bounds " + found);
          }
        });
    return missing;
  }

  /** A counter without {@code _total} has no type, which queries do not notice. */
  private static boolean isOf(String type, String wanted) {
    return type.equals(wanted) || (wanted.equals("counter") && type.equals("untyped"));
  }

  private static Map<String, Scrape.Shape> all() {
    Map<String, Scrape.Shape> all = new TreeMap<>();
    OF_OBJECTS.lines().forEach(line -> put(all, line + " namespace name"));
    OF_THE_PROCESS.lines().forEach(line -> put(all, line));
    return all;
  }

  private static void put(Map<String, Scrape.Shape> all, String line) {
    List<String> words = List.of(line.split(" ", -1));
    all.put(
        words.getFirst(),
        new Scrape.Shape(words.get(1), new TreeSet<>(words.subList(2, words.size()))));
  }
}
