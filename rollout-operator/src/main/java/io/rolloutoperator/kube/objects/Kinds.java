package io.rolloutoperator.kube.objects;

import io.rolloutoperator.kube.client.ApiResource;

/** The kinds that are written. */
public final class Kinds {

  public static final ApiResource ROLLOUT = ApiResource.of("argoproj.io", "v1alpha1", "Rollout");
  public static final ApiResource ANALYSIS_RUN =
      ApiResource.of("argoproj.io", "v1alpha1", "AnalysisRun");
  public static final ApiResource REPLICA_SET = ApiResource.of("apps", "v1", "ReplicaSet");
  public static final ApiResource SERVICE = ApiResource.of("", "v1", "Service");

  private Kinds() {}
}
