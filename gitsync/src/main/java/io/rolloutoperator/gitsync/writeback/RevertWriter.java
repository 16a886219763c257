package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.gitsync.writeback.CommitBudget.Decision;
import io.rolloutoperator.gitsync.writeback.CommitPush.Pushed;
import io.rolloutoperator.gitsync.writeback.CommitPush.Tip;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Undoes an aborted release in Git: fetch, decide, push; decide again when somebody else was
 * faster. Safe to repeat: what an earlier run has done is found and not done twice.
 */
public final class RevertWriter {

  private static final int ATTEMPTS = 5;
  private static final int LONGEST_SERVER_TEXT = 256;
  private static final int LONGEST_MESSAGE = 500;

  private final CommitPush remote;
  private final Delivery delivery;
  private final CommitPages pages;
  private final InstantSource clock;

  public RevertWriter(
      CommitPush remote, Delivery delivery, CommitPages pages, InstantSource clock) {
    this.remote = remote;
    this.delivery = delivery;
    this.pages = pages;
    this.clock = clock;
  }

  /** Writes at most one commit. */
  public RevertOutcome write(
      RevertRequest request, RolloutRendering rendering, CommitBudget budget) {
    if (CommitMessage.writtenBy(request.badMessage()).isPresent()) {
      return new RevertOutcome.Nothing(
          "commit " + request.release().shortBad() + " was written by a rollout operator");
    }
    return switch (budget.decide(request.release(), request.past(), clock.instant())) {
      case Decision.Spent(CommitBudget.Past by) ->
          new RevertOutcome.Nothing("undone before, by commit " + by.commit());
      case Decision.Exhausted exhausted ->
          new RevertOutcome.RateLimited(exhausted.message(), exhausted.next());
      case Decision.Granted _ -> attempts(request, rendering);
    };
  }

  private RevertOutcome attempts(RevertRequest request, RolloutRendering rendering) {
    RevertDecision decision = new RevertDecision(request, rendering);
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<RevertOutcome> outcome =
          switch (remote.fetch(request.branch())) {
            case Tip.Failed(String message) -> Optional.of(failed(message));
            case Tip.Found tip -> carryOut(request, decision.plan(tip), tip);
          };
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return failed(
        "push to " + request.branch() + " rejected: remote changed " + ATTEMPTS + " times");
  }

  /** Empty if the branch has moved meanwhile. */
  private Optional<RevertOutcome> carryOut(RevertRequest request, RevertPlan plan, Tip.Found tip) {
    return switch (plan) {
      case RevertPlan.AlreadyGone _ -> Optional.of(gone(request, tip));
      case RevertPlan.NotPossible(String message) ->
          Optional.of(new RevertOutcome.NotPossible(OneLine.clean(message, LONGEST_MESSAGE)));
      case RevertPlan.Files files ->
          switch (delivery) {
            case Delivery.OnBranch _ -> onBranch(request, tip, files);
            case Delivery.AsRequest asRequest ->
                Optional.of(asRequest(request, tip, files, asRequest));
          };
    };
  }

  /** A run that was cut off after its push finds its own commit. */
  private RevertOutcome gone(RevertRequest request, Tip.Found tip) {
    boolean ours =
        CommitMessage.rollbackOf(tip.message()).equals(Optional.of(request.release().badCommit()))
            && CommitMessage.rollout(tip.message()).equals(Optional.of(request.release().subject()))
            && CommitMessage.writtenBy(tip.message())
                .equals(Optional.of(request.signature().installation()));
    return ours
        ? new RevertOutcome.Reverted(tip.commit(), pages.commit(tip.commit()))
        : new RevertOutcome.Nothing(
            request.branch()
                + " no longer has the aborted template of "
                + request.release().subject());
  }

  private Optional<RevertOutcome> onBranch(
      RevertRequest request, Tip.Found tip, RevertPlan.Files files) {
    NewCommit commit =
        commit(request, tip, files, request.branch(), Optional.of(tip.commit()), List.of());
    return switch (remote.push(commit)) {
      case Pushed.Done done ->
          Optional.of(new RevertOutcome.Reverted(done.commit(), pages.commit(done.commit())));
      case Pushed.Stale _ -> Optional.empty();
      case Pushed.Refused(String text) -> Optional.of(refused(request.branch(), text));
      case Pushed.Failed(String message) -> Optional.of(failed(message));
    };
  }

  /** The branch has its name from the commit to undo: if it is there, an earlier run made it. */
  private RevertOutcome asRequest(
      RevertRequest request, Tip.Found tip, RevertPlan.Files files, Delivery.AsRequest asRequest) {
    PullRequest wanted = pullRequest(request, files);
    List<String> options = asRequest.sink().pushOptions(wanted);
    NewCommit commit = commit(request, tip, files, wanted.branch(), Optional.empty(), options);
    return switch (remote.push(commit)) {
      case Pushed.Done done -> opened(wanted, done, asRequest);
      case Pushed.Stale _ -> opened(wanted, new Pushed.Done("", ""), asRequest);
      case Pushed.Refused(String text) -> refused(wanted.branch(), text);
      case Pushed.Failed(String message) -> failed(message);
    };
  }

  private RevertOutcome opened(
      PullRequest wanted, Pushed.Done pushed, Delivery.AsRequest asRequest) {
    return switch (asRequest.sink().open(wanted, pushed.serverText())) {
      case ForgeOutcome.Open(String url) ->
          new RevertOutcome.PullRequestOpened(url, wanted.branch(), pushed.commit());
      case ForgeOutcome.Failed(String message, Optional<Instant> notBefore) ->
          new RevertOutcome.Failed(message, notBefore);
    };
  }

  private PullRequest pullRequest(RevertRequest request, RevertPlan.Files files) {
    BadRelease release = request.release();
    return new PullRequest(
        release.branch(),
        request.branch(),
        PullRequestText.title(release),
        PullRequestText.body(
            release, pages.commit(release.badCommit()), new TreeSet<>(files.changes().keySet())));
  }

  private NewCommit commit(
      RevertRequest request,
      Tip.Found tip,
      RevertPlan.Files files,
      String branch,
      Optional<String> expected,
      List<String> options) {
    return new NewCommit(
        branch,
        expected,
        tip.commit(),
        files.changes(),
        CommitMessage.of(request.release(), request.signature().installation()),
        request.signature().author(),
        clock.instant(),
        options);
  }

  private static RevertOutcome refused(String branch, String serverText) {
    return failed(
        "push to "
            + branch
            + " refused by the server: "
            + OneLine.clean(serverText, LONGEST_SERVER_TEXT));
  }

  private static RevertOutcome failed(String message) {
    return new RevertOutcome.Failed(OneLine.clean(message, LONGEST_MESSAGE), Optional.empty());
  }
}
