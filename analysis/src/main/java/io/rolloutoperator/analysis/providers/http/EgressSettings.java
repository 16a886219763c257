package io.rolloutoperator.analysis.providers.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the operator allows.
 *
 * @param allowedHosts host patterns that may resolve to private addresses; {@code *} stays within
 *     one label
 * @param allowedHostsByNamespace further ones for the runs of a namespace
 * @param deniedCidrs networks that are never contacted, such as those of nodes
 * @param allowedPorts empty: any
 * @param apiServerHosts names of the API server besides {@code kubernetes.default}
 * @param apiServerAddresses addresses of the API server
 * @param ownNamespace the controller's namespace, which no {@code *} matches
 * @param secrets which hosts may get values of Secrets
 */
public record EgressSettings(
    List<String> allowedHosts,
    Map<String, List<String>> allowedHostsByNamespace,
    List<Cidr> deniedCidrs,
    Set<Integer> allowedPorts,
    Set<String> apiServerHosts,
    Set<InetAddress> apiServerAddresses,
    String ownNamespace,
    SecretDestinations secrets) {

  public EgressSettings {
    allowedHosts = List.copyOf(allowedHosts);
    allowedHostsByNamespace = Map.copyOf(allowedHostsByNamespace);
    deniedCidrs = List.copyOf(deniedCidrs);
    allowedPorts = Set.copyOf(allowedPorts);
    apiServerHosts = Set.copyOf(apiServerHosts);
    apiServerAddresses = Set.copyOf(apiServerAddresses);
  }

  /** Which hosts may get values of Secrets. */
  public enum SecretDestinations {
    ALLOWED_HOSTS,
    /** As Argo Rollouts does. */
    ANY_HOST
  }
}
