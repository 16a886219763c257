package io.rolloutoperator.engine.traffic;

import io.rolloutoperator.api.rollout.SetHeaderRoute;

/** What a pass does to the routes that steps add. */
public sealed interface ManagedRouteChange {

  /** They stay as they are. */
  record Leave() implements ManagedRouteChange {}

  /** The route of this name is as the step says; without a match it goes. Others stay. */
  record Header(SetHeaderRoute step) implements ManagedRouteChange {}

  /** All go: promoted, aborted, or no canary pod is left to serve them. */
  record RemoveAll() implements ManagedRouteChange {}
}
