package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import java.util.Map;

/** Ingresses of ingress-nginx; stableIngress or stableIngresses is set. */
public record NginxTrafficRouting(
    @Field("Prefix of the annotations; absent counts as nginx.ingress.kubernetes.io.")
        String annotationPrefix,
    @Field("The Ingress to follow.") String stableIngress,
    @Field("Annotations of the canary Ingress, prefixed if they are not.")
        Map<String, String> additionalIngressAnnotations,
    @Field("The Ingresses to follow.") List<String> stableIngresses,
    @Field("Annotations of the canary Ingress, as they are.")
        Map<String, String> canaryIngressAnnotations) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public NginxTrafficRouting {
    annotationPrefix = Absent.text(annotationPrefix);
    stableIngress = Absent.text(stableIngress);
    additionalIngressAnnotations = Absent.map(additionalIngressAnnotations);
    stableIngresses = Absent.list(stableIngresses);
    canaryIngressAnnotations = Absent.map(canaryIngressAnnotations);
  }
}
