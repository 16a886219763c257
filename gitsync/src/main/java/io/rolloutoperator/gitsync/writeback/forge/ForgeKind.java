package io.rolloutoperator.gitsync.writeback.forge;

import java.util.Map;

/** Whose pages and API a repository has. */
public enum ForgeKind {
  GITHUB,
  GITLAB,
  GITEA,
  /** Plain Git: no pages, no API that we know. */
  GENERIC;

  private static final Map<String, ForgeKind> PROVIDERS =
      Map.of("github", GITHUB, "gitlab", GITLAB, "gitea", GITEA);

  private static final Map<String, ForgeKind> HOSTS =
      Map.of("github.com", GITHUB, "gitlab.com", GITLAB, "gitea.com", GITEA, "codeberg.org", GITEA);

  /**
   * By the field, or else by a well-known host.
   *
   * @param provider {@code spec.writeBack.provider}
   */
  public static ForgeKind of(String provider, ForgeRepository repository) {
    ForgeKind known = HOSTS.getOrDefault(repository.root().host(), GENERIC);
    return PROVIDERS.getOrDefault(provider, known);
  }
}
