package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.kube.client.ObjectApi;

/**
 * Whose rights a unit works with in one pass: every request of the unit is made as this account.
 *
 * @param user {@code system:serviceaccount:<namespace>:<name>}
 * @param api acts as the account
 * @param kinds of the API server
 */
record Account(String user, ObjectApi api, PassKinds kinds) {

  private static final String PREFIX = "system:serviceaccount:";

  /** A version of a group serves other kinds than it did: they are asked for again. */
  void forget(String apiVersion) {
    kinds.forget(apiVersion);
  }

  /** The user name of a ServiceAccount. */
  static String user(String namespace, String name) {
    return PREFIX + namespace + ":" + name;
  }

  /** The namespace of a ServiceAccount by its user name. */
  static String namespace(String user) {
    return user.substring(PREFIX.length(), user.indexOf(':', PREFIX.length()));
  }
}
