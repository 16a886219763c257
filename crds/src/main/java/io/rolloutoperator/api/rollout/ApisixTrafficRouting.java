package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** An ApisixRoute with weighted backends. */
public record ApisixTrafficRouting(@Field("The route to edit.") @Nullable ApisixRoute route) {}
