/** The configuration of the Gateway API router inside a Rollout. */
@NullMarked
package io.rolloutoperator.api.rollout.gatewayapi;

import org.jspecify.annotations.NullMarked;
