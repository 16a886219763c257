package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Fields of some kinds of objects that somebody other than Git owns, such as the weights that a
 * traffic router moves.
 */
public interface ManagedFields {

  /**
   * Puts their live values into what Git wants.
   *
   * @param desired so far; not to be changed, a changed copy is returned
   * @param live the object as it is; empty before its creation
   */
  Merged merge(Merged desired, Optional<ObjectNode> live, Workloads workloads);
}
