package io.rolloutoperator.notify.service;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP's basic authentication. */
final class Basic {

  private Basic() {}

  static String of(String username, String password) {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
