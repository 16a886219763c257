package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.runtime.GitSyncLimits;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which Git servers are reached: by the name in the GitSync, and by every address it resolves to.
 */
class GitEgressTest {

  private static GitEgress egress(boolean loopback) {
    return new GitEgress(
        new GitSyncSettings(
            true,
            1,
            Path.of("unused"),
            "test",
            "gitsync",
            true,
            Optional.empty(),
            List.of("git.corp.example.org", "10.0.0.8"),
            new GitSyncSettings.Allowances(false, false, false, false, loopback),
            GitSyncLimits.DEFAULT),
        "argo-rollouts");
  }

  @ParameterizedTest(name = "{0} with loopback {1}: {2}")
  @CsvSource({
    "localhost, false, ''", // a name: its addresses decide
    "localhost, true, ''",
    "127.0.0.1, false, loopback",
    "127.0.0.1, true, ''",
    "::1, false, loopback",
    "::1, true, ''",
    "169.254.169.254, true, link-local",
    "10.0.0.7, true, private",
    "10.0.0.8, false, ''",
    "93.184.215.14, false, ''",
    "github.com, false, ''",
    "kubernetes.default.svc, true, api-server",
    "'not a host', false, unreadable"
  })
  void aHostIsJudgedBeforeItIsAsked(String host, boolean loopback, String reason) {
    assertThat(egress(loopback).refusal(host, 443).orElse("")).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0} at {1} with loopback {2}: {3}")
  @CsvSource({
    "git.example.org, 93.184.215.14, false, ''",
    "git.example.org, 10.0.0.7, false, private",
    "git.example.org, 169.254.169.254, true, link-local",
    "git.example.org, 127.0.0.1, false, loopback",
    "git.example.org, 127.0.0.1, true, ''",
    "git.corp.example.org, 10.0.0.7, false, ''",
    "git.corp.example.org, 169.254.169.254, false, link-local"
  })
  void anAddressIsJudgedBeforeItIsReached(
      String host, String address, boolean loopback, String reason) throws UnknownHostException {
    assertThat(egress(loopback).refusal(host, InetAddress.getByName(address)).orElse(""))
        .isEqualTo(reason);
  }
}
