package io.rolloutoperator.notify.service;

/**
 * An installation of a GitHub App.
 *
 * @param api its address, without a slash at the end
 * @param privateKey in PEM
 */
public record GitHubApp(String api, String appId, String installationId, String privateKey) {

  /** Without the key. */
  @Override
  public String toString() {
    return "app " + appId + ", installation " + installationId;
  }
}
