package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;

/** The GitSyncs that there are, as the watch has them. */
interface StoredUnits {

  /** One of them. */
  Optional<ObjectNode> find(String namespace, String name);

  /** Those that follow this repository, whatever their ref. */
  Stream<ObjectNode> following(String url);
}
