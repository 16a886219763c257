package io.rolloutoperator.kubectl.cli;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.RequestLog;
import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.config.AccessResolver;
import io.rolloutoperator.kubectl.config.Kubeconfig;
import io.rolloutoperator.kubectl.config.KubeconfigReader;
import io.rolloutoperator.kubectl.config.Overrides;
import io.rolloutoperator.kubectl.config.PodConfig;
import io.rolloutoperator.kubectl.http.DirectTransport;
import io.rolloutoperator.kubectl.http.KubectlTransport;
import io.rolloutoperator.kubectl.http.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Opens the cluster that command line and kubeconfig name. */
final class ClusterConnector implements Session.Connector {

  private final Surroundings around;
  private final Arguments arguments;

  ClusterConnector(Surroundings around, Arguments arguments) {
    this.around = around;
    this.arguments = arguments;
  }

  @Override
  public Access access() throws CommandFailure {
    KubeconfigReader reader = new KubeconfigReader(around.home(), around.variable("KUBECONFIG"));
    Overrides overrides = GlobalFlags.overrides(arguments);
    return new AccessResolver(config(reader, overrides), overrides, reader.places()).resolve();
  }

  /** In a pod its own way to the cluster counts unless something says another one. */
  private Kubeconfig config(KubeconfigReader reader, Overrides overrides) throws CommandFailure {
    Kubeconfig found = reader.read(overrides.kubeconfig());
    return found.isEmpty() && overrides.server().isEmpty()
        ? PodConfig.find(around.environment(), around.serviceAccount()).orElse(found)
        : found;
  }

  @Override
  public Cluster open(Access access) throws CommandFailure {
    RequestLog log = new RequestLog(GlobalFlags.verbosity(arguments), around.err());
    return new Cluster(
        access,
        transport(access),
        GlobalFlags.patience(arguments).orElse(DirectTransport.PATIENCE),
        log);
  }

  /** SOCKS and TLS proxies are left to kubectl too. */
  private Transport transport(Access access) throws CommandFailure {
    boolean foreignProxy =
        access.proxy().map(proxy -> !proxy.getScheme().equals("http")).orElse(false);
    if (access.identity() instanceof Access.Identity.ByKubectl || foreignProxy) {
      return new KubectlTransport(kubectl(), GlobalFlags.forKubectl(arguments));
    }
    try {
      return new DirectTransport(access, "kubectl-rollouts/" + Version.number());
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "the certificates or the key of the kubeconfig cannot be used: "
              + Optional.ofNullable(e.getMessage()).orElse("malformed"),
          e);
    }
  }

  /** kubectl tells a plugin nothing about itself; a variable can name another program. */
  private String kubectl() {
    return around.variable("KUBECTL").orElse("kubectl");
  }
}
