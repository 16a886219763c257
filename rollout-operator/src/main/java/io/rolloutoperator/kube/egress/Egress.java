package io.rolloutoperator.kube.egress;

import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.analysis.providers.http.EgressGuard;
import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressSettings;
import io.rolloutoperator.analysis.providers.http.EgressSettings.SecretDestinations;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where metrics are read from and notifications go, from the settings of the user. */
public final class Egress {

  private static final Logger log = LoggerFactory.getLogger(Egress.class);
  private static final String API_SERVICE = "kubernetes.default.svc";

  private Egress() {}

  /**
   * The policy in force.
   *
   * @param apiServer URL of the API server, which no metric may reach
   */
  public static EgressPolicy policy(AnalysisSettings settings, String apiServer) {
    Set<String> hosts = new HashSet<>();
    Set<InetAddress> addresses = new HashSet<>();
    for (String host : List.of(host(apiServer), API_SERVICE)) {
      resolve(host).filter(address -> !address.isLoopbackAddress()).forEach(addresses::add);
      if (!isLoopback(host)) {
        hosts.add(host);
      }
    }
    EgressPolicy guard =
        new EgressGuard(
            new EgressSettings(
                allowedHosts(settings),
                Map.of(),
                List.of(),
                Set.of(),
                hosts,
                addresses,
                settings.ownNamespace(),
                destinations(settings.secrets())));
    return switch (settings.loopback()) {
      case REFUSED -> guard;
      case ALLOWED -> {
        log.warn(
            "--insecure-allow-loopback-metrics: metrics may be read from this machine's own addresses; use it for development only");
        yield new LoopbackOpened(guard);
      }
    };
  }

  private static List<String> allowedHosts(AnalysisSettings settings) {
    return Stream.concat(
            settings.allowedHosts().stream(),
            settings.prometheusAddress().map(Egress::host).stream())
        .filter(host -> !host.isEmpty())
        .toList();
  }

  private static SecretDestinations destinations(Release release) {
    return switch (release) {
      case LABELLED -> SecretDestinations.ALLOWED_HOSTS;
      case ALL -> {
        log.warn(
            "--argo-compatible-secrets: metrics may use every Secret of their namespace and send it to every host");
        yield SecretDestinations.ANY_HOST;
      }
    };
  }

  /** The host of a URL, or an empty text. */
  private static String host(String url) {
    try {
      return Objects.requireNonNullElse(URI.create(url).getHost(), "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A loopback address needs no second reason to be refused. */
  private static boolean isLoopback(String host) {
    return host.isEmpty() || resolve(host).anyMatch(InetAddress::isLoopbackAddress);
  }

  /** The name of the API server does not resolve outside of a cluster. */
  private static Stream<InetAddress> resolve(String host) {
    try {
      return host.isEmpty() ? Stream.of() : Stream.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return Stream.of();
    }
  }
}
