package io.rolloutoperator.app;

import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the API server: the flags, then the kubeconfig, then the cluster this process runs in. */
final class ClientConfiguration {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final String DEFAULT_NAMESPACE = "argo-rollouts";

  private final ClientFlags flags;
  private final Map<String, String> environment;
  private final Path serviceAccount;

  ClientConfiguration(ClientFlags flags, Map<String, String> environment) {
    this(flags, environment, SERVICE_ACCOUNT);
  }

  ClientConfiguration(ClientFlags flags, Map<String, String> environment, Path serviceAccount) {
    this.flags = flags;
    this.environment = environment;
    this.serviceAccount = serviceAccount;
  }

  /**
   * Where the API server is and who we are.
   *
   * @throws StartupException if nothing says so, or what says so cannot be read
   */
  Config config() {
    ConfigBuilder config = new ConfigBuilder(base());
    override(config);
    return config.build();
  }

  /** Where the lease lives: the flag's namespace, or the pod's. */
  String ownNamespace() {
    if (flags.namespace != null) {
      return flags.namespace;
    }
    String fromPod = environment.getOrDefault("POD_NAMESPACE", "");
    if (!fromPod.isEmpty()) {
      return fromPod;
    }
    String mounted = contents(serviceAccount.resolve("namespace"));
    return mounted.isEmpty() ? DEFAULT_NAMESPACE : mounted;
  }

  /** The one namespace to work in when the controller is namespaced. */
  String workNamespace(Config config) {
    String configured = config.getNamespace();
    boolean unsaid = flags.namespace != null || configured == null || configured.isEmpty();
    return unsaid ? ownNamespace() : configured;
  }

  private Config base() {
    String file = kubeconfig();
    if (file != null) {
      return fromFile(Path.of(file));
    }
    if (environment.containsKey("KUBERNETES_SERVICE_HOST") || flags.server != null) {
      return new ConfigBuilder().withAutoConfigure(true).build();
    }
    throw new StartupException(
        "no API server: this process runs outside of a cluster; give --kubeconfig FILE or set KUBECONFIG");
  }

  private @Nullable String kubeconfig() {
    if (flags.kubeconfig != null) {
      return flags.kubeconfig;
    }
    String fromEnvironment = environment.getOrDefault("KUBECONFIG", "");
    if (!fromEnvironment.isEmpty()) {
      return fromEnvironment;
    }
    Path home = Path.of(environment.getOrDefault("HOME", "/"), ".kube", "config");
    return !environment.containsKey("KUBERNETES_SERVICE_HOST") && Files.isReadable(home)
        ? home.toString()
        : null;
  }

  private Config fromFile(Path file) {
    if (!Files.isReadable(file)) {
      throw new StartupException(
          "kubeconfig " + file + " cannot be read: check --kubeconfig and its permissions");
    }
    try {
      var kubeconfig = parsed(file);
      choose(file, kubeconfig);
      // Read from the file where possible: then the client can read it again when a token expires.
      return flags.context == null && flags.cluster == null && flags.user == null
          ? Config.fromKubeconfig(file.toFile())
          : Config.fromKubeconfig(Serialization.asYaml(kubeconfig));
    } catch (IOException e) {
      throw new StartupException("kubeconfig " + file + " cannot be read: " + e.getMessage(), e);
    } catch (StartupException e) {
      throw e;
    } catch (RuntimeException _) {
      // What a parser says quotes the text that it stumbled over, which may be a credential.
      throw new StartupException(
          "kubeconfig %1$s is malformed: kubectl config view --kubeconfig=%1$s says where"
              .formatted(file));
    }
  }

  private static io.fabric8.kubernetes.api.model.Config parsed(Path file) throws IOException {
    io.fabric8.kubernetes.api.model.Config kubeconfig =
        Serialization.unmarshal(
            Files.readString(file), io.fabric8.kubernetes.api.model.Config.class);
    if (kubeconfig == null
        || kubeconfig.getClusters() == null
        || kubeconfig.getClusters().isEmpty()) {
      throw new StartupException("kubeconfig " + file + " is malformed: it names no cluster");
    }
    Path directory = file.toAbsolutePath().getParent();
    kubeconfig.getClusters().stream()
        .map(NamedCluster::getCluster)
        .filter(cluster -> cluster.getCertificateAuthority() != null)
        .forEach(
            cluster ->
                cluster.setCertificateAuthority(
                    absolute(directory, cluster.getCertificateAuthority())));
    kubeconfig.getUsers().stream()
        .map(NamedAuthInfo::getUser)
        .filter(user -> user.getClientCertificate() != null && user.getClientKey() != null)
        .forEach(
            user -> {
              user.setClientCertificate(absolute(directory, user.getClientCertificate()));
              user.setClientKey(absolute(directory, user.getClientKey()));
            });
    return kubeconfig;
  }

  private static String absolute(@Nullable Path directory, String file) {
    return directory == null ? file : directory.resolve(file).toString();
  }

  /** Makes the flags' context, cluster and user the current ones. */
  private void choose(Path file, io.fabric8.kubernetes.api.model.Config kubeconfig) {
    String wanted = flags.context == null ? kubeconfig.getCurrentContext() : flags.context;
    Context context =
        kubeconfig.getContexts().stream()
            .filter(named -> named.getName().equals(wanted))
            .map(NamedContext::getContext)
            .findFirst()
            .orElseThrow(
                () ->
                    new StartupException(
                        "kubeconfig " + file + " has no context \"" + wanted + "\""));
    if (flags.cluster != null) {
      context.setCluster(flags.cluster);
    }
    if (flags.user != null) {
      context.setUser(flags.user);
    }
    kubeconfig.setCurrentContext(wanted);
    requireCluster(file, kubeconfig, context.getCluster());
  }

  private static void requireCluster(
      Path file, io.fabric8.kubernetes.api.model.Config kubeconfig, @Nullable String cluster) {
    if (kubeconfig.getClusters().stream().noneMatch(named -> named.getName().equals(cluster))) {
      throw new StartupException("kubeconfig " + file + " has no cluster \"" + cluster + "\"");
    }
  }

  private void override(ConfigBuilder config) {
    if (flags.server != null) {
      config.withMasterUrl(flags.server);
    }
    if (flags.certificateAuthority != null) {
      config
          .withCaCertFile(existing("--certificate-authority", flags.certificateAuthority))
          .withCaCertData(null);
    }
    if (flags.clientCertificate != null) {
      config
          .withClientCertFile(existing("--client-certificate", flags.clientCertificate))
          .withClientCertData(null);
    }
    if (flags.clientKey != null) {
      config.withClientKeyFile(existing("--client-key", flags.clientKey)).withClientKeyData(null);
    }
    if (flags.insecure) {
      config.withTrustCerts(true).withDisableHostnameVerification(true);
    }
    if (flags.namespace != null) {
      config.withNamespace(flags.namespace);
    }
    overrideIdentity(config);
    if (flags.proxyUrl != null) {
      config.withHttpProxy(flags.proxyUrl).withHttpsProxy(flags.proxyUrl);
    }
    if (flags.tlsServerName != null) {
      config.withTlsServerName(flags.tlsServerName);
    }
  }

  private void overrideIdentity(ConfigBuilder config) {
    if (flags.token != null) {
      config.withOauthToken(flags.token);
    }
    if (flags.username != null) {
      config.withUsername(flags.username).withPassword(flags.password);
    }
    if (flags.impersonate != null) {
      config
          .withImpersonateUsername(flags.impersonate)
          .withImpersonateGroups(List.copyOf(flags.impersonateGroups).toArray(String[]::new));
    }
  }

  private static String existing(String flag, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw new StartupException(flag + " " + file + " cannot be read");
    }
    return file;
  }

  private static String contents(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new StartupException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
