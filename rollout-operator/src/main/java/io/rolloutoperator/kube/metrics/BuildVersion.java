package io.rolloutoperator.kube.metrics;

/**
 * Which build this is.
 *
 * @param version version of the product
 * @param commit of the sources, or {@code unknown}
 */
public record BuildVersion(String version, String commit) {}
