package io.rolloutoperator.kube.objects;

import io.rolloutoperator.kube.client.ApiResource;

/** The kinds that are written or read by name. */
public final class Kinds {

  public static final ApiResource ROLLOUT = ApiResource.of("argoproj.io", "v1alpha1", "Rollout");
  public static final ApiResource ANALYSIS_RUN =
      ApiResource.of("argoproj.io", "v1alpha1", "AnalysisRun");
  public static final ApiResource ANALYSIS_TEMPLATE =
      ApiResource.of("argoproj.io", "v1alpha1", "AnalysisTemplate");
  public static final ApiResource CLUSTER_ANALYSIS_TEMPLATE =
      ApiResource.of("argoproj.io", "v1alpha1", "ClusterAnalysisTemplate");
  public static final ApiResource GIT_SYNC =
      ApiResource.of("rollout-operator.io", "v1alpha1", "GitSync");
  public static final ApiResource REPLICA_SET = ApiResource.of("apps", "v1", "ReplicaSet");
  public static final ApiResource SERVICE = ApiResource.of("", "v1", "Service");
  public static final ApiResource JOB = ApiResource.of("batch", "v1", "Job");
  public static final ApiResource POD = ApiResource.of("", "v1", "Pod");
  public static final ApiResource CONFIG_MAP = ApiResource.of("", "v1", "ConfigMap");
  public static final ApiResource SECRET = ApiResource.of("", "v1", "Secret");

  private Kinds() {}
}
