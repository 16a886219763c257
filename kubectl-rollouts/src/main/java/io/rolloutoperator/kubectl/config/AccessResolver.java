package io.rolloutoperator.kubectl.config;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.config.Kubeconfig.Entry;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes of a kubeconfig and the command line where requests go and as whom. */
public final class AccessResolver {

  private static final String DEFAULT_NAMESPACE = "default";
  private static final int LAST_PORT = 65_535;

  private final Kubeconfig config;
  private final Overrides overrides;
  private final String places;

  /**
   * A resolver.
   *
   * @param places where kubeconfigs were looked for, for messages
   */
  public AccessResolver(Kubeconfig config, Overrides overrides, String places) {
    this.config = config;
    this.overrides = overrides;
    this.places = places;
  }

  /**
   * The access.
   *
   * @throws CommandFailure if a name is unknown, a file unreadable, or there is no cluster
   */
  public Access resolve() throws CommandFailure {
    String name = overrides.context().orElse(config.currentContext());
    Optional<Entry> context =
        name.isEmpty() ? Optional.empty() : Optional.of(entry(config.contexts(), name, "context"));
    Optional<Entry> cluster =
        named(config.clusters(), overrides.cluster(), context, "cluster", "cluster");
    Optional<Entry> user = named(config.users(), overrides.user(), context, "user", "user");
    return new Access(
        name,
        server(cluster, name),
        trust(cluster),
        proxy(cluster),
        identity(user),
        overrides.impersonate().or(() -> user.flatMap(entry -> entry.text("as"))),
        overrides.impersonateUid().or(() -> user.flatMap(entry -> entry.text("as-uid"))),
        overrides.impersonateGroups(),
        namespace(context));
  }

  /** The namespace alone: it is known without a cluster. */
  private String namespace(Optional<Entry> context) {
    return overrides
        .namespace()
        .or(() -> context.flatMap(entry -> entry.text("namespace")))
        .orElse(DEFAULT_NAMESPACE);
  }

  private Optional<Entry> named(
      Map<String, Entry> entries,
      Optional<String> override,
      Optional<Entry> context,
      String field,
      String kind)
      throws CommandFailure {
    Optional<String> name = override.or(() -> context.flatMap(entry -> entry.text(field)));
    return name.isPresent() ? Optional.of(entry(entries, name.get(), kind)) : Optional.empty();
  }

  private Entry entry(Map<String, Entry> entries, String name, String kind) throws CommandFailure {
    Entry entry = entries.get(name);
    if (entry == null) {
      String known = String.join(", ", new TreeSet<>(entries.keySet()));
      throw new CommandFailure(
          "%s \"%s\" does not exist in %s%s"
              .formatted(
                  kind,
                  name,
                  overrides.kubeconfig().orElse(places),
                  known.isEmpty() ? "" : ": there are " + known));
    }
    return entry;
  }

  private URI server(Optional<Entry> cluster, String context) throws CommandFailure {
    Optional<String> text =
        overrides.server().or(() -> cluster.flatMap(entry -> entry.text("server")));
    if (text.isEmpty()) {
      throw new CommandFailure(
          context.isEmpty()
              ? withoutContext()
              : "no cluster: context \"%s\" names no server".formatted(context));
    }
    return uri(text.get(), "server");
  }

  private String withoutContext() {
    String where = overrides.kubeconfig().orElse(places);
    return config.contexts().isEmpty()
        ? "no cluster: %s names no current context; pass --context, --kubeconfig or --server"
            .formatted(where)
        : "no cluster: %s names no current context; pass --context with one of %s"
            .formatted(where, String.join(", ", new TreeSet<>(config.contexts().keySet())));
  }

  private static URI uri(String text, String field) throws CommandFailure {
    try {
      URI uri = new URI(text.contains("://") ? text : "https://" + text);
      boolean spoken = List.of("http", "https").contains(uri.getScheme());
      if (uri.getHost() != null && spoken && uri.getPort() <= LAST_PORT) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // told below
    }
    throw new CommandFailure("%s \"%s\" is not an address".formatted(field, text));
  }

  private static Optional<URI> proxy(Optional<Entry> cluster) throws CommandFailure {
    Optional<String> text = cluster.flatMap(entry -> entry.text("proxy-url"));
    return text.isPresent() ? Optional.of(uri(text.get(), "proxy-url")) : Optional.empty();
  }

  private Access.Trust trust(Optional<Entry> cluster) throws CommandFailure {
    Optional<String> flagged = overrides.authority();
    Optional<String> authorities =
        flagged.isPresent()
            ? Optional.of(content(Path.of(flagged.get()), "--certificate-authority"))
            : pem(cluster, "certificate-authority");
    boolean everything =
        overrides.insecure()
            || cluster.map(entry -> entry.flag("insecure-skip-tls-verify")).orElse(false);
    return new Access.Trust(
        everything,
        authorities,
        overrides.tlsServerName().or(() -> cluster.flatMap(e -> e.text("tls-server-name"))));
  }

  private Access.Identity identity(Optional<Entry> user) throws CommandFailure {
    if (overrides.token().isPresent()) {
      return new Access.Identity.Direct(
          key(Optional.empty()), overrides.token().map(AccessResolver::bearer));
    }
    for (String field : new String[] {"exec", "auth-provider"}) {
      if (user.isPresent() && user.get().tree().path(field).isObject()) {
        String what = user.get().tree().path(field).path("command").asText(field);
        return new Access.Identity.ByKubectl(what);
      }
    }
    return new Access.Identity.Direct(key(user), authorization(user));
  }

  private Optional<Access.ClientKey> key(Optional<Entry> user) throws CommandFailure {
    Overrides.ClientFiles given = overrides.client();
    Optional<String> certificate = pem(given.certificate(), user, "client-certificate");
    Optional<String> key = pem(given.key(), user, "client-key");
    if (certificate.isPresent() != key.isPresent()) {
      throw new CommandFailure(
          given.equals(Overrides.ClientFiles.NONE)
              ? "the user of this context has a client certificate or key without the other"
              : "--client-certificate and --client-key need one another");
    }
    return certificate.flatMap(text -> key.map(secret -> new Access.ClientKey(text, secret)));
  }

  /** A token file wins over a token, as with kubectl: it is renewed by others. */
  private static Optional<Access.Authorization> authorization(Optional<Entry> user)
      throws CommandFailure {
    Optional<Path> file = user.flatMap(entry -> entry.path("tokenFile"));
    if (file.isPresent()) {
      content(file.get(), "tokenFile");
      return Optional.of(new Access.Authorization.TokenFile(file.get()));
    }
    return user.flatMap(entry -> entry.text("token"))
        .map(AccessResolver::bearer)
        .or(() -> user.flatMap(AccessResolver::basic));
  }

  private static Access.Authorization bearer(String token) {
    return new Access.Authorization.Fixed("Bearer " + token);
  }

  private static Optional<Access.Authorization> basic(Entry user) {
    return user.text("username")
        .map(name -> name + ":" + user.text("password").orElse(""))
        .map(pair -> pair.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes))
        .map(Access.Authorization.Fixed::new);
  }

  /** What the command line names, else the user's. */
  private static Optional<String> pem(Optional<String> given, Optional<Entry> user, String field)
      throws CommandFailure {
    return given.isPresent()
        ? Optional.of(content(Path.of(given.get()), "--" + field))
        : pem(user, field);
  }

  /** {@code <field>-data}, else the file that {@code <field>} names. */
  private static Optional<String> pem(Optional<Entry> entry, String field) throws CommandFailure {
    Optional<String> data = entry.flatMap(e -> e.text(field + "-data"));
    if (data.isPresent()) {
      try {
        byte[] decoded = Base64.getMimeDecoder().decode(data.get());
        return Optional.of(new String(decoded, StandardCharsets.ISO_8859_1));
      } catch (IllegalArgumentException e) {
        throw new CommandFailure("kubeconfig: " + field + "-data is not base64", e);
      }
    }
    Optional<Path> file = entry.flatMap(e -> e.path(field));
    return file.isPresent() ? Optional.of(content(file.get(), field)) : Optional.empty();
  }

  private static String content(Path file, String field) throws CommandFailure {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new CommandFailure(
          "%s %s cannot be read: %s".formatted(field, file, ReadProblem.text(e)), e);
    }
  }
}
