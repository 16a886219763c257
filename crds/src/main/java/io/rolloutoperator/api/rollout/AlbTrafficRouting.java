package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ingresses of the AWS Load Balancer Controller; ingress or ingresses is set. */
public record AlbTrafficRouting(
    @Field("The Ingress to edit.") String ingress,
    @Field(value = "Port of the Services.", required = true) int servicePort,
    @Field("Service named in the Ingress; absent is stableService.") String rootService,
    @Field("Prefix of the annotations; absent counts as alb.ingress.kubernetes.io.")
        String annotationPrefix,
    @Field("Keeps a user on one target group.") @Nullable StickinessConfig stickinessConfig,
    @Field("The Ingresses to edit.") List<String> ingresses) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AlbTrafficRouting {
    ingress = Absent.text(ingress);
    rootService = Absent.text(rootService);
    annotationPrefix = Absent.text(annotationPrefix);
    ingresses = Absent.list(ingresses);
  }
}
