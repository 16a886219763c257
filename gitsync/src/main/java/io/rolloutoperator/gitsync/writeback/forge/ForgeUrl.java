package io.rolloutoperator.gitsync.writeback.forge;

import io.rolloutoperator.gitsync.writeback.CommitPages;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Addresses of web pages, for status and texts. Nothing is asked. */
public final class ForgeUrl implements CommitPages {

  private final ForgeKind kind;
  private final Optional<ForgeRepository> repository;

  private ForgeUrl(ForgeKind kind, Optional<ForgeRepository> repository) {
    this.kind = kind;
    this.repository = repository;
  }

  /**
   * The pages of a repository.
   *
   * @param gitUrl as in {@code spec.repo.url}
   * @param provider {@code spec.writeBack.provider}, or empty
   */
  public static ForgeUrl of(String gitUrl, String provider) {
    Optional<ForgeRepository> repository = ForgeRepository.of(gitUrl);
    return new ForgeUrl(
        repository.map(r -> ForgeKind.of(provider, r)).orElse(ForgeKind.GENERIC), repository);
  }

  /** Empty if the forge is not known. */
  @Override
  public String commit(String id) {
    return switch (kind) {
      case GITHUB, GITEA -> page("commit/" + id);
      case GITLAB -> page("-/commit/" + id);
      case GENERIC -> "";
    };
  }

  private String page(String below) {
    return repository
        .map(ForgeRepository::page)
        .map(page -> page.newBuilder().addPathSegments(below).build())
        .map(HttpUrl::toString)
        .orElse("");
  }
}
