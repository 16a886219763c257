package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.gitsync.GitSyncMessages;
import io.rolloutoperator.api.gitsync.GitSyncRef;
import io.rolloutoperator.api.gitsync.GitSyncRepository;
import io.rolloutoperator.api.gitsync.GitSyncWebhook;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RefNames;
import io.rolloutoperator.gitsync.unit.Repository;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.Reading;
import io.rolloutoperator.gitsync.unit.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code spec.repo}. */
final class RepositoryReader {

  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Map<String, String> WEBHOOK_TYPES =
      Choices.ofTexts("github", "gitlab", "gitea", "generic-hmac");

  private final SpecFields fields;
  private final FrontEndSettings settings;

  RepositoryReader(SpecFields fields, FrontEndSettings settings) {
    this.fields = fields;
    this.settings = settings;
  }

  Repository read(GitSyncRepository repo) {
    checkUrl(repo.url());
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

  private void checkUrl(String url) {
    SpecProblems problems = fields.problems();
    if (url.isEmpty()) {
      problems.at("spec.repo.url", "required");
      return;
    }
    switch (RepositoryUrl.read(url, settings.allowHttp() ? PlainHttp.ALLOWED : PlainHttp.REFUSED)) {
      case Reading.Valid _ -> {}
      case Reading.WithCredentials _ -> problems.add(GitSyncMessages.CREDENTIALS);
      case Reading.OtherScheme(String scheme) ->
          problems.add("repository URL not allowed: scheme \"" + scheme + '"');
      case Reading.Malformed _ -> problems.add(GitSyncMessages.URL);
      case Reading.Flawed(String flaw) -> problems.at("spec.repo.url", flaw);
    }
  }

  private GitRef ref(GitSyncRef ref) {
    List<GitRef> refs =
        Stream.of(
                given(ref.branch(), GitRef.Branch::new),
                given(ref.tag(), GitRef.Tag::new),
                given(ref.semver(), GitRef.Semver::new),
                given(ref.name(), GitRef.FullName::new),
                given(ref.commit().toLowerCase(Locale.ROOT), GitRef.Commit::new))
            .flatMap(Optional::stream)
            .toList();
    refs.forEach(one -> RefNames.problem(one).ifPresent(fields.problems()::add));
    fields.problems().require(refs.size() <= 1, GitSyncMessages.REF);
    return refs.isEmpty() ? new GitRef.RemoteHead() : refs.getFirst();
  }

  private static Optional<GitRef> given(String text, Function<String, GitRef> kind) {
    return Optional.of(text).filter(given -> !given.isEmpty()).map(kind);
  }

  private Webhook webhook(GitSyncWebhook webhook) {
    String type = fields.required("spec.repo.webhook.type", webhook.type());
    return new Webhook(
        fields.choice("spec.repo.webhook.type", type, WEBHOOK_TYPES, type),
        fields.objectName("spec.repo.webhook.secretRef.name", webhook.secretRef().name()));
  }
}
