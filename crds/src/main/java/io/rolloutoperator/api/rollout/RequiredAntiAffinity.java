package io.rolloutoperator.api.rollout;

/** Anti-affinity as a hard rule of the scheduler. It has no fields. */
public record RequiredAntiAffinity() {}
