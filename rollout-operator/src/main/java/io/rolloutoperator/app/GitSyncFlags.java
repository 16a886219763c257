package io.rolloutoperator.app;

import io.rolloutoperator.gitsync.render.KustomizeBinary;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How repositories are followed, and with whose rights. */
final class GitSyncFlags {

  private static final String DEFAULT_DIRECTORY = "rollout-operator-git";

  @Option(
      names = "--gitsync",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "Work on GitSyncs, if their CRD is installed (default ${DEFAULT-VALUE}).")
  boolean enabled = true;

  @Option(
      names = "--gitsync-threads",
      paramLabel = "<n>",
      description = "GitSyncs worked on at a time (default ${DEFAULT-VALUE}).")
  int threads = 8;

  @Option(
      names = "--gitsync-directory",
      paramLabel = "<folder>",
      description =
          "Where local copies of repositories are kept (default rollout-operator-git in the folder for temporary files).")
  String directory = "";

  @Option(
      names = "--gitsync-kustomize-binary",
      paramLabel = "<file>",
      description =
          "A kustomize 5 for kustomizations that the operator does not render itself (default none).")
  String kustomizeBinary = "";

  @Option(
      names = "--installation-id",
      paramLabel = "<id>",
      description =
          "Tells this installation's objects and commits from those of others (default ${DEFAULT-VALUE}).")
  String installation = "rollout-operator";

  @Option(
      names = "--gitsync-default-service-account",
      paramLabel = "<name>",
      description =
          "Account of GitSyncs that name none, in their own namespace (default ${DEFAULT-VALUE}).")
  String serviceAccount = "gitsync";

  @Option(
      names = "--gitsync-lockdown",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description =
          "Make every request of a GitSync with the rights of its account; false only where all who may write GitSyncs may do what the operator may (default ${DEFAULT-VALUE}).")
  boolean lockdown = true;

  @Option(
      names = "--gitsync-allowed-host",
      paramLabel = "<host>",
      description =
          "A Git server that may be reached although its address is private; * stays within one label. Repeatable.")
  List<String> allowedHosts = List.of();

  @Option(
      names = "--gitsync-allow-http",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let repositories be read by http://, without encryption.")
  boolean allowHttp;

  @Option(
      names = "--gitsync-allow-plain-secrets",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let Secrets stand in Git in clear text.")
  boolean allowPlainSecrets;

  @Option(
      names = "--gitsync-allow-cross-namespace-refs",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let a GitSync depend on those of other namespaces.")
  boolean allowCrossNamespace;

  @Option(
      names = "--gitsync-allow-self",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let a GitSync manage the operator's own objects.")
  boolean allowSelf;

  @Option(
      names = "--insecure-gitsync-allow-loopback",
      arity = "0..1",
      fallbackValue = "true",
      description = "For development only: let Git servers be on this machine's own addresses.")
  boolean allowLoopback;

  @Mixin GitSyncLimitFlags limits = new GitSyncLimitFlags();

  /**
   * Judges the values.
   *
   * @throws WrongUsageException with one line that names the first wrong flag
   */
  void require() {
    if (threads < 1) {
      throw new WrongUsageException("--gitsync-threads must be at least 1, got " + threads);
    }
    if (serviceAccount.isBlank()) {
      throw new WrongUsageException("--gitsync-default-service-account must not be empty");
    }
    if (installation.isBlank() || !installation.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new WrongUsageException("--installation-id must be printable ASCII without blanks");
    }
    FlagRules.requireHosts("--gitsync-allowed-host", allowedHosts);
    limits.require();
  }

  /**
   * The controllers' part.
   *
   * @throws StartupException if the kustomize binary cannot be used
   */
  GitSyncSettings settings() {
    return new GitSyncSettings(
        enabled,
        threads,
        directory.isEmpty()
            ? Path.of(System.getProperty("java.io.tmpdir"), DEFAULT_DIRECTORY)
            : Path.of(directory),
        installation,
        serviceAccount,
        lockdown,
        kustomize(),
        allowedHosts,
        new GitSyncSettings.Allowances(
            allowHttp, allowPlainSecrets, allowCrossNamespace, allowSelf, allowLoopback),
        limits.limits());
  }

  private Optional<KustomizeBinary> kustomize() {
    if (!enabled || kustomizeBinary.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          KustomizeBinary.at(Path.of(kustomizeBinary), limits.limits().unit().renderedBytes()));
    } catch (IllegalArgumentException e) {
      throw new StartupException("--gitsync-kustomize-binary " + e.getMessage(), e);
    }
  }
}
