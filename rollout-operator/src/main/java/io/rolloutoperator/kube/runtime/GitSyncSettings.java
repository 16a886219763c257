package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.gitsync.render.KustomizeBinary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user decides about Git sync.
 *
 * @param enabled whether GitSyncs are worked on at all
 * @param threads units worked on at a time, at least 1
 * @param directory where local copies of repositories are kept; they are made anew if it is lost
 * @param installation tells this installation's marks and commits from those of others
 * @param defaultServiceAccount of units that name none
 * @param lockdown whether every request of a unit is made with the rights of its account
 * @param kustomize renders what the operator does not render itself
 * @param allowedHosts Git servers that may be reached although their address is private
 * @param allowances what is forbidden otherwise
 * @param limits how much a repository and a unit may be
 */
public record GitSyncSettings(
    boolean enabled,
    int threads,
    Path directory,
    String installation,
    String defaultServiceAccount,
    boolean lockdown,
    Optional<KustomizeBinary> kustomize,
    List<String> allowedHosts,
    Allowances allowances,
    GitSyncLimits limits) {

  /** Copies the list. */
  public GitSyncSettings {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /**
   * What is forbidden unless somebody asked for it.
   *
   * @param plainHttp repositories without encryption
   * @param plainSecrets Secrets in clear text in Git
   * @param crossNamespace references to units of other namespaces
   * @param self the operator's own objects
   * @param loopback Git servers on this machine
   */
  public record Allowances(
      boolean plainHttp,
      boolean plainSecrets,
      boolean crossNamespace,
      boolean self,
      boolean loopback) {}
}
