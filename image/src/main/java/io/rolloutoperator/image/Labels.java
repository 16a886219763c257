package io.rolloutoperator.image;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the image says of itself, in the keys of the OCI image specification.
 *
 * @param version of the operator
 * @param commit it was built from
 * @param time that all its files have
 */
record Labels(String version, String commit, Instant time) {
  private static final String PREFIX = "org.opencontainers.image.";

  /** In an order, since the same image is the same bytes. */
  SortedMap<String, String> all() {
    return new TreeMap<>(
        Map.of(
            PREFIX + "title",
            "rollout-operator",
            PREFIX + "description",
            "Progressive delivery for Kubernetes with the API of Argo Rollouts",
            PREFIX + "licenses",
            "Apache-2.0",
            PREFIX + "version",
            version,
            PREFIX + "revision",
            commit,
            PREFIX + "created",
            time.toString()));
  }
}
