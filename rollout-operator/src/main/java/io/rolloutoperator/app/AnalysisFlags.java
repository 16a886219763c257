package io.rolloutoperator.app;

import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.AnalysisSettings.Loopback;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where metrics may be read from, and what may be sent there. */
final class AnalysisFlags {

  private static final String PROMETHEUS_ADDRESS = "ARGO_ROLLOUTS_PROMETHEUS_ADDRESS";

  @Option(
      names = "--egress-allowed-host",
      paramLabel = "<host>",
      description =
          "A host that metrics may be read from although its address is private; * stays within one label. Repeatable; replaces the default list of Prometheus Services.")
  List<String> allowedHosts = AnalysisSettings.DEFAULT_ALLOWED_HOSTS;

  @Option(
      names = "--argo-compatible-secrets",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Let metrics use every Secret and send it to every host, as Argo Rollouts does.")
  boolean argoCompatibleSecrets;

  @Option(
      names = "--allow-insecure-metrics",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let metrics skip the check of certificates.")
  boolean insecureMetrics;

  @Option(
      names = "--insecure-allow-loopback-metrics",
      arity = "0..1",
      fallbackValue = "true",
      description = "For development only: let metrics be read from this machine's own addresses.")
  boolean loopbackMetrics;

  /**
   * Judges the values.
   *
   * @throws WrongUsageException with one line that names the first wrong flag
   */
  void require() {
    FlagRules.requireHosts("--egress-allowed-host", allowedHosts);
  }

  AnalysisSettings settings(String ownNamespace, Map<String, String> environment) {
    return new AnalysisSettings(
        Optional.ofNullable(environment.get(PROMETHEUS_ADDRESS))
            .map(String::strip)
            .filter(address -> !address.isEmpty()),
        allowedHosts,
        ownNamespace,
        argoCompatibleSecrets ? Release.ALL : Release.LABELLED,
        insecureMetrics ? Insecure.ALLOWED : Insecure.REFUSED,
        loopbackMetrics ? Loopback.ALLOWED : Loopback.REFUSED);
  }
}
