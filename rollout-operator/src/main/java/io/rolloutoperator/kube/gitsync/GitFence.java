package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.writeback.CommitPush;
import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import io.rolloutoperator.gitsync.writeback.NewCommit;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import io.rolloutoperator.kube.fence.WritePermit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets commits and requests to merge out under the same condition as writes to the API server: only
 * while this process holds the lease. One that leaves in time and arrives late meets the remote's
 * compare-and-swap, as no successor can shorten the timeout of a push.
 *
 * @param permits asked at the moment of each write
 */
record GitFence(Supplier<WritePermit> permits) {

  /** Pushes through the fence; reading needs no permit. */
  CommitPush of(CommitPush push) {
    return new CommitPush() {
      @Override
      public Tip fetch(String branch) {
        return push.fetch(branch);
      }

      @Override
      public Pushed push(NewCommit commit) {
        return switch (permits.get()) {
          case WritePermit.Granted _ -> push.push(commit);
          case WritePermit.Refused(String reason) -> new Pushed.Failed("not pushed: " + reason);
        };
      }
    };
  }

  /** Requests to merge through the fence. */
  ForgeSink of(ForgeSink sink) {
    return new ForgeSink() {
      @Override
      public List<String> pushOptions(PullRequest request) {
        return sink.pushOptions(request);
      }

      @Override
      public ForgeOutcome open(PullRequest request, String serverText) {
        return switch (permits.get()) {
          case WritePermit.Granted _ -> sink.open(request, serverText);
          case WritePermit.Refused(String reason) ->
              new ForgeOutcome.Failed("no request was opened: " + reason, Optional.empty());
        };
      }
    };
  }
}
