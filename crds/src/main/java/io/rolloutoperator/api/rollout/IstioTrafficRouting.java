package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Istio objects that split the traffic; virtualService or virtualServices is set. */
public record IstioTrafficRouting(
    @Field("The VirtualService to edit.") @Nullable IstioVirtualService virtualService,
    @Field("The DestinationRule whose subsets select the revisions.")
        @Nullable IstioDestinationRule destinationRule,
    @Field("The VirtualServices to edit.") List<IstioVirtualService> virtualServices) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public IstioTrafficRouting {
    virtualServices = Absent.list(virtualServices);
  }
}
