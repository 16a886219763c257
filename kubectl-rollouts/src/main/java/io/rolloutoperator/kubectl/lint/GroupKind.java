package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.engine.traffic.RouteKind;

/**
 * A kind of objects; others may have a kind of the same name in another group, such as Knative's
 * Service.
 *
 * @param group "" for the core one
 */
record GroupKind(String group, String kind) {

  static final GroupKind SERVICE = new GroupKind("", "Service");
  static final GroupKind TEMPLATE = new GroupKind(ApiGroup.GROUP, "AnalysisTemplate");
  static final GroupKind CLUSTER_TEMPLATE =
      new GroupKind(ApiGroup.GROUP, "ClusterAnalysisTemplate");
  static final GroupKind INGRESS = new GroupKind("networking.k8s.io", "Ingress");

  static GroupKind of(SourceObject object) {
    return new GroupKind(object.group(), object.kind());
  }

  static GroupKind of(RouteKind kind) {
    return new GroupKind(kind.group(), kind.kind());
  }

  static GroupKind template(boolean clusterScope) {
    return clusterScope ? CLUSTER_TEMPLATE : TEMPLATE;
  }
}
