package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.gitsync.GitSyncMessages;
import io.rolloutoperator.api.gitsync.GitSyncRef;
import io.rolloutoperator.api.gitsync.GitSyncRepository;
import io.rolloutoperator.api.gitsync.GitSyncWebhook;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.Repository;
import io.rolloutoperator.gitsync.unit.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code spec.repo}. */
final class RepositoryReader {

  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final int COMMIT_DIGITS = 40;
  private static final Map<String, String> WEBHOOK_TYPES =
      Choices.ofTexts("github", "gitlab", "gitea", "generic-hmac");

  private final SpecFields fields;
  private final FrontEndSettings settings;

  RepositoryReader(SpecFields fields, FrontEndSettings settings) {
    this.fields = fields;
    this.settings = settings;
  }

  Repository read(GitSyncRepository repo) {
    RepositoryUrlRule.problem(repo.url(), settings.allowHttp()).ifPresent(fields.problems()::add);
    return new Repository(
        repo.url(),
        ref(repo.ref()),
        fields.duration(
            "spec.repo.interval",
            repo.interval(),
            Duration.ofMinutes(1),
            LEAST,
            Duration.ofHours(24),
            GitSyncMessages.INTERVAL),
        fields.duration(
            "spec.repo.timeout",
            repo.timeout(),
            Duration.ofSeconds(60),
            LEAST,
            Duration.ofMinutes(10),
            GitSyncMessages.GIT_TIMEOUT),
        fields.secret("spec.repo.secretRef", repo.secretRef()),
        fields.secret("spec.repo.proxySecretRef", repo.proxySecretRef()),
        repo.ignore(),
        Optional.ofNullable(repo.webhook()).map(this::webhook));
  }

  private GitRef ref(GitSyncRef ref) {
    List<GitRef> refs =
        Stream.of(branch(ref), tag(ref), semver(ref), fullName(ref), commit(ref))
            .flatMap(Optional::stream)
            .toList();
    fields.problems().require(refs.size() <= 1, GitSyncMessages.REF);
    return refs.isEmpty() ? new GitRef.RemoteHead() : refs.getFirst();
  }

  private Optional<GitRef> branch(GitSyncRef ref) {
    return named(ref.branch(), RefNames.isShortName(ref.branch())).map(GitRef.Branch::new);
  }

  private Optional<GitRef> tag(GitSyncRef ref) {
    return named(ref.tag(), RefNames.isShortName(ref.tag())).map(GitRef.Tag::new);
  }

  private Optional<GitRef> fullName(GitSyncRef ref) {
    return named(ref.name(), RefNames.isFullName(ref.name())).map(GitRef.FullName::new);
  }

  /** Whether it is a range is known to the reader of tags, which says so if none matches. */
  private static Optional<GitRef> semver(GitSyncRef ref) {
    return Optional.of(ref.semver()).filter(range -> !range.isEmpty()).map(GitRef.Semver::new);
  }

  private Optional<GitRef> commit(GitSyncRef ref) {
    String id = ref.commit().toLowerCase(Locale.ROOT);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    boolean hex =
        id.length() == COMMIT_DIGITS
            && id.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0);
    fields.problems().require(hex, "spec.repo.ref.commit: must be 40 hexadecimal digits");
    return Optional.of(new GitRef.Commit(id));
  }

  private Optional<String> named(String name, boolean valid) {
    fields
        .problems()
        .require(
            name.isEmpty() || valid,
            "ref " + SpecProblems.quoted(name) + " is not a valid Git ref name");
    return Optional.of(name).filter(given -> !given.isEmpty());
  }

  private Webhook webhook(GitSyncWebhook webhook) {
    String type = fields.required("spec.repo.webhook.type", webhook.type());
    return new Webhook(
        fields.choice("spec.repo.webhook.type", type, WEBHOOK_TYPES, type),
        fields.objectName("spec.repo.webhook.secretRef.name", webhook.secretRef().name()));
  }
}
