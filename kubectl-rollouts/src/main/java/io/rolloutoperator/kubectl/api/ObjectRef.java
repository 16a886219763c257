package io.rolloutoperator.kubectl.api;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/** One object of the API; the namespace counts only for namespaced kinds. */
public record ObjectRef(Kind kind, String namespace, String name) {

  /**
   * Its path.
   *
   * @throws CommandFailure if it cannot be called so
   */
  String path() throws CommandFailure {
    return kind.path(namespace) + "/" + NameRules.checkedName(kind, name);
  }
}
