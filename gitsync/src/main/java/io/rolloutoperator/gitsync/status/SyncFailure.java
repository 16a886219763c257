package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;
import java.util.Optional;

/**
 * Why a unit is not ready: one case for each reason of condition Ready that is not mere progress.
 * Messages are one line for people, never with a credential or a value of a Secret.
 */
public sealed interface SyncFailure {

  /** The sentence for it. */
  String message();

  /** No commit could be had. */
  record FetchFailed(String message) implements SyncFailure {}

  /** The files of the commit make no objects; nothing of it is applied. */
  record BuildFailed(String message) implements SyncFailure {}

  /** A file cannot be decrypted; nothing of the commit is applied. */
  record DecryptionFailed(String message) implements SyncFailure {}

  /** A guard forbids to delete; the rest is applied. */
  record PruneBlocked(String message) implements SyncFailure {}

  /** The time for writes has not come. */
  record OutsideSyncWindow(String message) implements SyncFailure {}

  /** The commit is not used. */
  record VerificationFailed(Revision revision) implements SyncFailure {
    @Override
    public String message() {
      return "commit " + revision.shortCommit() + " is not signed by a trusted key";
    }
  }

  /** A release aborted and is in quarantine. */
  record RolloutAborted(String message) implements SyncFailure {

    /** {@code Rollout shop/my-app aborted on main@1a2b3c4: <cause>}. */
    public static RolloutAborted of(ObjectId rollout, Revision revision, String cause) {
      return new RolloutAborted(rollout + " aborted on " + revision.shortText() + ": " + cause);
    }
  }

  /** The unit's account does not exist, or may not be used. */
  record ImpersonationFailed(String message) implements SyncFailure {

    /** {@code ServiceAccount shop/gitsync not found}. */
    public static ImpersonationFailed notFound(String namespace, String serviceAccount) {
      return new ImpersonationFailed(
          "ServiceAccount " + namespace + "/" + serviceAccount + " not found");
    }
  }

  /** The spec is wrong; nothing is fetched or written. */
  record InvalidSpec(List<String> lines) implements SyncFailure {
    /** Copies the list. */
    public InvalidSpec {
      lines = List.copyOf(lines);
    }

    @Override
    public String message() {
      return Lines.some(lines, 10, "; ");
    }
  }

  /** Failures that may have struck several objects; the message is the first one's. */
  sealed interface OfObjects extends SyncFailure {

    /** A line for each, at least one. */
    List<String> lines();

    @Override
    default String message() {
      return Lines.some(lines(), 1, "; ");
    }
  }

  /** The API server does not take objects as they are; nothing is applied. */
  record ValidationFailed(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public ValidationFailed {
      lines = List.copyOf(lines);
    }
  }

  /** Objects could not be written; what comes after their stage was not tried. */
  record ApplyFailed(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public ApplyFailed {
      lines = List.copyOf(lines);
    }
  }

  /** Objects that Git no longer has could not be deleted. */
  record PruneFailed(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public PruneFailed {
      lines = List.copyOf(lines);
    }
  }

  /** All is applied, but objects failed, or are not healthy soon enough. */
  record HealthCheckFailed(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public HealthCheckFailed {
      lines = List.copyOf(lines);
    }
  }

  /** Units that must be ready first are not. */
  record DependencyNotReady(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public DependencyNotReady {
      lines = List.copyOf(lines);
    }
  }

  /** Objects belong to somebody else; they are not written. */
  record ConflictingOwner(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public ConflictingOwner {
      lines = List.copyOf(lines);
    }
  }

  /** The unit's account lacks rights. */
  record Forbidden(List<String> lines) implements OfObjects {
    /** Copies the list. */
    public Forbidden {
      lines = List.copyOf(lines);
    }
  }

  /** The word for it. */
  default ConditionReason reason() {
    return switch (this) {
      case FetchFailed _ -> ConditionReason.FETCH_FAILED;
      case VerificationFailed _ -> ConditionReason.VERIFICATION_FAILED;
      case BuildFailed _ -> ConditionReason.BUILD_FAILED;
      case DecryptionFailed _ -> ConditionReason.DECRYPTION_FAILED;
      case ValidationFailed _ -> ConditionReason.VALIDATION_FAILED;
      case ApplyFailed _ -> ConditionReason.APPLY_FAILED;
      case PruneFailed _ -> ConditionReason.PRUNE_FAILED;
      case PruneBlocked _ -> ConditionReason.PRUNE_BLOCKED;
      case HealthCheckFailed _ -> ConditionReason.HEALTH_CHECK_FAILED;
      case DependencyNotReady _ -> ConditionReason.DEPENDENCY_NOT_READY;
      case RolloutAborted _ -> ConditionReason.ROLLOUT_ABORTED;
      case ConflictingOwner _ -> ConditionReason.CONFLICTING_OWNER;
      case Forbidden _ -> ConditionReason.FORBIDDEN;
      case ImpersonationFailed _ -> ConditionReason.IMPERSONATION_FAILED;
      case OutsideSyncWindow _ -> ConditionReason.OUTSIDE_SYNC_WINDOW;
      case InvalidSpec _ -> ConditionReason.INVALID_SPEC;
    };
  }

  /** What becomes of it without anybody's help. */
  default Outlook outlook() {
    return switch (this) {
      case InvalidSpec _,
          BuildFailed _,
          DecryptionFailed _,
          VerificationFailed _,
          PruneBlocked _,
          Forbidden _,
          ConflictingOwner _ ->
          Outlook.STALLED;
      case FetchFailed _,
          ValidationFailed _,
          ApplyFailed _,
          PruneFailed _,
          HealthCheckFailed _,
          DependencyNotReady _,
          ImpersonationFailed _ ->
          Outlook.RETRIED;
      case RolloutAborted _, OutsideSyncWindow _ -> Outlook.WAITING;
    };
  }

  /** What becomes of a failure without anybody's help. */
  enum Outlook {
    /** It is tried again soon and may go away by itself. */
    RETRIED,
    /** A person must act: in Git, in the spec or in the cluster. */
    STALLED,
    /** Nobody tries anything; something has to happen first. */
    WAITING
  }

  /**
   * What a hold or a problem of a plan is for condition Ready; nothing for mere progress and for a
   * suspended unit.
   *
   * @param lines at least one
   */
  static Optional<SyncFailure> of(SyncReason reason, List<String> lines) {
    String first = Lines.some(lines, 1, "; ");
    return switch (reason) {
      case PROGRESSING, SUSPENDED -> Optional.empty();
      case VALIDATION_FAILED -> Optional.of(new ValidationFailed(lines));
      case APPLY_FAILED -> Optional.of(new ApplyFailed(lines));
      case PRUNE_BLOCKED -> Optional.of(new PruneBlocked(first));
      case DEPENDENCY_NOT_READY -> Optional.of(new DependencyNotReady(lines));
      case ROLLOUT_ABORTED -> Optional.of(new RolloutAborted(first));
      case CONFLICTING_OWNER -> Optional.of(new ConflictingOwner(lines));
      case FORBIDDEN -> Optional.of(new Forbidden(lines));
      case OUTSIDE_SYNC_WINDOW -> Optional.of(new OutsideSyncWindow(first));
    };
  }

  /** What kept a commit from being rendered. */
  static SyncFailure of(RenderResult.Failed failed) {
    return switch (failed.cause()) {
      case BUILD -> new BuildFailed(failed.message());
      case DECRYPTION -> new DecryptionFailed(failed.message());
    };
  }

  /** What problems with objects are for condition Ready: the first one's reason, all its lines. */
  static Optional<SyncFailure> of(List<Problem> problems) {
    return problems.stream()
        .findFirst()
        .map(Problem::reason)
        .flatMap(reason -> of(reason, lines(problems, reason)));
  }

  private static List<String> lines(List<Problem> problems, SyncReason reason) {
    return problems.stream()
        .filter(problem -> problem.reason() == reason)
        .map(Problem::message)
        .toList();
  }
}
