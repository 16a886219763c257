package io.rolloutoperator.kubectl.api;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/**
 * A kind of objects, by its place in the API.
 *
 * @param group "" for the core group
 * @param namespaced false for those of the whole cluster
 */
public record Kind(String group, String version, String plural, String name, boolean namespaced) {

  public static final Kind ROLLOUT = argo("rollouts", "Rollout");
  public static final Kind ANALYSIS_RUN = argo("analysisruns", "AnalysisRun");
  public static final Kind ANALYSIS_TEMPLATE = argo("analysistemplates", "AnalysisTemplate");
  public static final Kind CLUSTER_ANALYSIS_TEMPLATE =
      new Kind(
          "argoproj.io", "v1alpha1", "clusteranalysistemplates", "ClusterAnalysisTemplate", false);
  public static final Kind EXPERIMENT = argo("experiments", "Experiment");
  public static final Kind GIT_SYNC =
      new Kind("rollout-operator.io", "v1alpha1", "gitsyncs", "GitSync", true);
  public static final Kind REPLICA_SET = new Kind("apps", "v1", "replicasets", "ReplicaSet", true);
  public static final Kind DEPLOYMENT = new Kind("apps", "v1", "deployments", "Deployment", true);
  public static final Kind JOB = new Kind("batch", "v1", "jobs", "Job", true);
  public static final Kind CONFIG_MAP = new Kind("", "v1", "configmaps", "ConfigMap", true);
  public static final Kind SECRET = new Kind("", "v1", "secrets", "Secret", true);
  public static final Kind POD = new Kind("", "v1", "pods", "Pod", true);

  private static Kind argo(String plural, String name) {
    return new Kind("argoproj.io", "v1alpha1", plural, name, true);
  }

  /** {@code v1} or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code rollouts.argoproj.io}, as messages of the API server name it. */
  public String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /**
   * The path of all objects of a namespace, or of the cluster if it is "".
   *
   * @throws CommandFailure if no namespace can be called so
   */
  String path(String namespace) throws CommandFailure {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return namespaced && !namespace.isEmpty()
        ? root + "/namespaces/" + NameRules.checkedNamespace(namespace) + "/" + plural
        : root + "/" + plural;
  }
}
