package io.rolloutoperator.kubectl.api;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/**
 * Some objects of a kind.
 *
 * @param namespace "" for all
 * @param labels a selector of labels; "" for all
 * @param fields a selector of fields; "" for all
 */
public record Selection(Kind kind, String namespace, String labels, String fields) {

  public static Selection of(Kind kind, String namespace) {
    return new Selection(kind, namespace, "", "");
  }

  public static Selection labelled(Kind kind, String namespace, String labels) {
    return new Selection(kind, namespace, labels, "");
  }

  /** The one object with this name. */
  public static Selection named(Kind kind, String namespace, String name) {
    return new Selection(kind, namespace, "", "metadata.name=" + name);
  }

  String path() throws CommandFailure {
    return kind.path(namespace);
  }

  /** The selectors as a part of a query, each with an ampersand before it. */
  String query() {
    return parameter("labelSelector", labels) + parameter("fieldSelector", fields);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + Cluster.encoded(value);
  }
}
