package io.rolloutoperator.egress;

import java.time.Duration;

/**
 * What the connections of one attempt may take together, whatever their other end does.
 *
 * @param bytes that may be read, those of encryption included
 * @param time for connecting, reading and writing, from when the sockets' factory is made
 */
public record Allowance(long bytes, Duration time) {}
