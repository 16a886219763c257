package io.rolloutoperator.kubectl.lint;

import java.util.function.Consumer;

/** What is to be checked about one kind of objects, beyond what all have in common. */
interface KindCheck {

  /**
   * Checks an object.
   *
   * @param given all objects of the files
   * @param findings gets each finding
   */
  void check(SourceObject object, GivenObjects given, Consumer<Finding> findings);
}
