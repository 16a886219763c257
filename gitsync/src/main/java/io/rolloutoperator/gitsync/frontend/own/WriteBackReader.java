package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.gitsync.GitSyncCommitAuthor;
import io.rolloutoperator.api.gitsync.GitSyncMessages;
import io.rolloutoperator.api.gitsync.GitSyncSigningKey;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.api.gitsync.GitSyncWriteBack;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import io.rolloutoperator.gitsync.unit.WriteBack;
import java.util.Map;
import java.util.Optional;

/** Reads how Rollouts are treated and how commits get into the repository. */
final class WriteBackReader {

  private static final Map<String, String> PROVIDERS =
      Choices.ofTexts("generic", "github", "gitlab", "gitea");

  private final SpecFields fields;
  private final FrontEndSettings settings;

  WriteBackReader(SpecFields fields, FrontEndSettings settings) {
    this.fields = fields;
    this.settings = settings;
  }

  RolloutPolicies rollouts(GitSyncSpec spec) {
    return new RolloutPolicies(
        fields.choice(
            "spec.rollouts.onAbort",
            spec.rollouts().onAbort(),
            Choices.ON_ABORT,
            RolloutPolicies.OnAbort.MARK),
        fields.choice(
            "spec.rollouts.applyDuringRollout",
            spec.rollouts().applyDuringRollout(),
            Choices.DURING_ROLLOUT,
            RolloutPolicies.DuringRollout.SUPERSEDE));
  }

  Optional<WriteBack> read(GitSyncSpec spec, RolloutPolicies rollouts, GitRef ref) {
    GitSyncWriteBack written = spec.writeBack();
    Optional<WriteBack> writeBack =
        written == null ? Optional.empty() : Optional.of(writeBack(written));
    Optional<WriteBack> usable = writeBack.filter(given -> !given.secret().isEmpty());
    if (asksForCommits(spec, rollouts)) {
      fields.problems().require(usable.isPresent(), GitSyncMessages.WRITE_BACK_SECRET);
      fields.problems().require(hasBranch(ref), GitSyncMessages.WRITE_BACK_REF);
    }
    return usable;
  }

  /** Promotion and image policies count although they are not carried out yet, as in the CRD. */
  private static boolean asksForCommits(GitSyncSpec spec, RolloutPolicies rollouts) {
    return rollouts.onAbort() != RolloutPolicies.OnAbort.MARK
        || !spec.rollouts().promoteTo().isEmpty()
        || !spec.imagePolicies().isEmpty();
  }

  private static boolean hasBranch(GitRef ref) {
    return switch (ref) {
      case GitRef.RemoteHead _, GitRef.Branch _ -> true;
      case GitRef.Tag _, GitRef.Semver _, GitRef.FullName _, GitRef.Commit _ -> false;
    };
  }

  private WriteBack writeBack(GitSyncWriteBack written) {
    fields
        .problems()
        .require(
            isAddress(written.apiUrl()),
            "spec.writeBack.apiURL: only https:// without credentials is allowed");
    GitSyncCommitAuthor author = written.author();
    fields
        .problems()
        .require(fitsHeader(author.name()) && fitsHeader(author.email()), GitSyncMessages.AUTHOR);
    return new WriteBack(
        fields.secret("spec.writeBack.secretRef", written.secretRef()).orElse(""),
        fields.choice("spec.writeBack.provider", written.provider(), PROVIDERS, "generic"),
        written.apiUrl(),
        author.name().isEmpty() ? "Rollout Operator" : author.name(),
        author.email().isEmpty() ? "rollout-operator@localhost" : author.email(),
        fields.number(
            "spec.writeBack.maxCommitsPerHour",
            written.maxCommitsPerHour(),
            4,
            1,
            Integer.MAX_VALUE),
        Optional.ofNullable(written.signingKey()).map(this::signingKey));
  }

  private WriteBack.SigningKey signingKey(GitSyncSigningKey written) {
    String type = fields.required("spec.writeBack.signingKey.type", written.type());
    return new WriteBack.SigningKey(
        fields.choice(
            "spec.writeBack.signingKey.type",
            type,
            Choices.SIGNING_KEY,
            WriteBack.SigningKey.Kind.GPG),
        fields.objectName("spec.writeBack.signingKey.secretRef.name", written.secretRef().name()));
  }

  private boolean isAddress(String url) {
    String scheme = settings.allowHttp() && url.startsWith("http://") ? "http://" : "https://";
    return url.isEmpty()
        || (url.startsWith(scheme)
            && url.length() > scheme.length()
            && url.indexOf('@') < 0
            && url.chars().allMatch(c -> c > ' ' && c < 127));
  }

  /** A line break would end the line of the author in a commit, a bracket the address. */
  private static boolean fitsHeader(String text) {
    return text.chars()
        .noneMatch(
            c ->
                c == '<'
                    || c == '>'
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
  }
}
