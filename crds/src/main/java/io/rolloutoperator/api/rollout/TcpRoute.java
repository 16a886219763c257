package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.schema.Field;

/** Chooses TCP routes of a VirtualService. */
public record TcpRoute(@Field("Port of the route.") long port) {}
