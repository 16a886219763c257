package io.rolloutoperator.app;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the API server is and who we are, as kubectl takes it. */
final class ClientFlags {
  @Option(
      names = "--kubeconfig",
      paramLabel = "<file>",
      description =
          "Path of a kubeconfig; without it that of KUBECONFIG, else in a pod its ServiceAccount, elsewhere ~/.kube/config.")
  @Nullable String kubeconfig;

  @Option(names = "--context", paramLabel = "<name>", description = "Context of the kubeconfig.")
  @Nullable String context;

  @Option(names = "--cluster", paramLabel = "<name>", description = "Cluster of the kubeconfig.")
  @Nullable String cluster;

  @Option(names = "--user", paramLabel = "<name>", description = "User of the kubeconfig.")
  @Nullable String user;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "<name>",
      description = "The controller's own namespace.")
  @Nullable String namespace;

  @Option(
      names = {"-s", "--server"},
      paramLabel = "<url>",
      description = "URL of the API server.")
  @Nullable String server;

  @Option(
      names = "--certificate-authority",
      paramLabel = "<file>",
      description = "CA of the API server.")
  @Nullable String certificateAuthority;

  @Option(
      names = "--client-certificate",
      paramLabel = "<file>",
      description = "Client certificate.")
  @Nullable String clientCertificate;

  @Option(
      names = "--client-key",
      paramLabel = "<file>",
      description = "Key of the client certificate.")
  @Nullable String clientKey;

  @Option(
      names = "--insecure-skip-tls-verify",
      arity = "0..1",
      fallbackValue = "true",
      description = "Do not verify the API server's certificate.")
  boolean insecure;

  @Option(
      names = "--tls-server-name",
      paramLabel = "<name>",
      description = "Name to verify the certificate against.")
  @Nullable String tlsServerName;

  @Option(names = "--token", paramLabel = "<token>", description = "Bearer token.")
  @Nullable String token;

  @Option(
      names = "--username",
      paramLabel = "<name>",
      description = "User name for basic authentication.")
  @Nullable String username;

  @Option(
      names = "--password",
      paramLabel = "<password>",
      description = "Password for basic authentication.")
  @Nullable String password;

  @Option(names = "--as", paramLabel = "<user>", description = "User to impersonate.")
  @Nullable String impersonate;

  @Option(
      names = "--as-group",
      split = ",",
      paramLabel = "<group>",
      description = "Groups to impersonate.")
  List<String> impersonateGroups = List.of();

  @Option(
      names = "--proxy-url",
      paramLabel = "<url>",
      description = "Proxy on the way to the API server.")
  @Nullable String proxyUrl;
}
