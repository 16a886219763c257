package io.rolloutoperator.engine.traffic;

/**
 * A further destination of traffic: the Service of a running experiment.
 *
 * @param port of the Service, 1 to 65535
 * @param weight at least 0
 */
public record Destination(String service, int port, int weight) {}
