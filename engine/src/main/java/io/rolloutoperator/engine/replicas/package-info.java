/**
 * How many pods each ReplicaSet of a canary should have: pure integer arithmetic on plain values.
 *
 * <p>{@link io.rolloutoperator.engine.replicas.BasicCanary} moves traffic by pod counts, inside the
 * rolling limits; {@link io.rolloutoperator.engine.replicas.RoutedCanary} follows the weights of a
 * traffic router. Both give desired values, never differences, so that asking twice is harmless. No
 * computation overflows up to 2^31-1 replicas.
 */
@NullMarked
package io.rolloutoperator.engine.replicas;

import org.jspecify.annotations.NullMarked;
