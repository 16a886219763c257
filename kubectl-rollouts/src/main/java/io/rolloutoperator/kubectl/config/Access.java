package io.rolloutoperator.kubectl.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where requests go and as whom.
 *
 * @param context its name, "" without one
 * @param server such as {@code https://10.0.0.1:6443}
 * @param proxy of the cluster, only {@code http} ones are spoken to directly
 */
public record Access(
    String context,
    URI server,
    Trust trust,
    Optional<URI> proxy,
    Identity identity,
    Optional<String> impersonate,
    Optional<String> impersonateUid,
    List<String> impersonateGroups,
    String namespace) {

  public Access {
    impersonateGroups = List.copyOf(impersonateGroups);
  }

  /**
   * Which server certificates are accepted.
   *
   * @param authorities PEM; empty: those of the system
   * @param serverName the name to expect instead of the host's
   */
  public record Trust(
      boolean everything, Optional<String> authorities, Optional<String> serverName) {}

  /** How a user proves who they are. */
  public sealed interface Identity {

    /** Not at all, by certificate, token or password; several may be given. */
    record Direct(Optional<ClientKey> key, Optional<Authorization> authorization)
        implements Identity {
      /** Hides the secret. */
      @Override
      public String toString() {
        return "Direct[]";
      }
    }

    /**
     * By something that only kubectl runs: a credential plugin or an old auth provider.
     *
     * @param what its name, for messages
     */
    record ByKubectl(String what) implements Identity {}
  }

  /** What stands in the field {@code Authorization}. */
  public sealed interface Authorization {

    /** The same all the time. */
    record Fixed(String value) implements Authorization {
      /** Hides the secret. */
      @Override
      public String toString() {
        return "Fixed[]";
      }
    }

    /** A bearer token that others renew while this process runs: it is read for each request. */
    record TokenFile(Path file) implements Authorization {}
  }

  /** A client certificate with its key, both PEM. */
  public record ClientKey(String certificate, String key) {
    /** Hides the secret. */
    @Override
    public String toString() {
      return "ClientKey[]";
    }
  }
}
