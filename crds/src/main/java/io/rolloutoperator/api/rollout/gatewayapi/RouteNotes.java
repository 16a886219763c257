package io.rolloutoperator.api.rollout.gatewayapi;

import io.rolloutoperator.api.ApiGroup;

/** Annotations of routes that tell other tools what the operator does with them. */
public final class RouteNotes {

  /** JSON pointers, with commas between them, to the fields that are its Rollouts'. */
  public static final String MANAGED_FIELDS = ApiGroup.OPERATOR_GROUP + "/managed-fields";

  private RouteNotes() {}
}
