package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.TestNamespace;

/**
 * Releases that a scripted Prometheus judges.
 *
 * @param prometheus answers the query that has the Rollout's name
 */
record JudgedRollouts(TestNamespace namespace, ScriptedPrometheus prometheus) {

  /** Releases v2, judged by a step between weight 50 and a pause. */
  LiveRollout byStep(String name, String metric, String... answers) {
    script(name, metric, answers);
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            name,
            2,
            "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: %s}]}}, {pause: {}}]}"
                .formatted(name));
    rollout.version("v2");
    return rollout;
  }

  /** Deploys v1; a release has two pauses, and is judged from the second weight on. */
  LiveRollout inBackground(String name, String metric, String... answers) {
    script(name, metric, answers);
    return LiveRollout.deploy(
        namespace,
        name,
        4,
        ("{steps: [{setWeight: 25}, {pause: {}}, {setWeight: 50}, {pause: {}}], analysis:"
                + " {templates: [{templateName: %s}], startingStep: 2}}")
            .formatted(name));
  }

  /** Makes the template of that name, whose query is answered so. */
  void script(String name, String metric, String... answers) {
    prometheus.answers(name, answers);
    prometheus.template(namespace, name, metric);
  }
}
