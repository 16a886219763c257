package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.analysis.providers.http.EgressSettings.SecretDestinations;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * The policy in force: public addresses are open, private ones only by an operator's list of hosts,
 * and addresses of the machine itself, of the cloud's metadata service and of the API server never.
 */
public final class EgressGuard implements EgressPolicy {

  private static final Judgement ALLOWED = new Judgement.Allowed();

  private static final Set<String> METADATA_HOSTS =
      Set.of("metadata", "metadata.google.internal", "metadata.goog", "instance-data");

  private static final String CLUSTER_SUFFIX = ".svc.cluster.local";

  private final EgressSettings settings;

  public EgressGuard(EgressSettings settings) {
    this.settings = settings;
  }

  @Override
  public Judgement judge(HttpUrl url, Caller caller) {
    if (!url.username().isEmpty() || !url.password().isEmpty() || url.host().endsWith(".")) {
      return refused("scheme");
    }
    String host = canonical(url.host());
    if (METADATA_HOSTS.contains(host)) {
      return refused("metadata");
    }
    if (isApiServer(host)) {
      return refused("api-server");
    }
    if (!settings.allowedPorts().isEmpty() && !settings.allowedPorts().contains(url.port())) {
      return refused("port");
    }
    if (caller.cargo() == Cargo.SECRETS
        && settings.secrets() == SecretDestinations.ALLOWED_HOSTS
        && !isListed(host, caller)) {
      return refused("secret");
    }
    Optional<InetAddress> literal = AddressLiteral.parse(host);
    return literal.map(address -> judge(host, address, caller)).orElse(ALLOWED);
  }

  @Override
  public Judgement judge(String host, InetAddress address, Caller caller) {
    InetAddress plain = AddressKind.unwrapped(address);
    AddressKind kind = AddressKind.of(address);
    return switch (kind) {
      case LOOPBACK, LINK_LOCAL, METADATA, UNSPECIFIED, MULTICAST, RESERVED ->
          refused(kind.reason());
      case PRIVATE, PUBLIC -> {
        if (settings.apiServerAddresses().contains(plain)) {
          yield refused("api-server");
        }
        if (settings.deniedCidrs().stream().anyMatch(network -> network.contains(plain))) {
          yield refused("configuration");
        }
        yield kind == AddressKind.PUBLIC || isListed(canonical(host), caller)
            ? ALLOWED
            : refused(kind.reason());
      }
    };
  }

  /** Lower case, and the short form of names of Services. */
  static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(CLUSTER_SUFFIX)
        ? lower.substring(0, lower.length() - ".cluster.local".length())
        : lower;
  }

  private boolean isApiServer(String host) {
    return host.equals("kubernetes")
        || host.startsWith("kubernetes.default")
        || settings.apiServerHosts().contains(host);
  }

  private boolean isListed(String host, Caller caller) {
    List<String> own =
        settings.allowedHostsByNamespace().getOrDefault(caller.namespace(), List.of());
    return matches(settings.allowedHosts(), host) || matches(own, host);
  }

  private boolean matches(List<String> patterns, String host) {
    return patterns.stream()
        .anyMatch(pattern -> new HostPattern(pattern).matches(host, settings.ownNamespace()));
  }

  private static Judgement refused(String reason) {
    return new Judgement.Refused(reason);
  }
}
