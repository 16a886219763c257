package io.rolloutoperator.testkit.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who held a lease when, and who wrote meanwhile, as the API server's audit log tells it. Each
 * candidate is a user of its own.
 */
public final class LeaseHistory {
  private static final Set<String> LEASE_WRITES = Set.of("create", "update", "patch");

  private final List<AuditEntry> leaseWrites;
  private final List<AuditEntry> writes;

  private LeaseHistory(List<AuditEntry> leaseWrites, List<AuditEntry> writes) {
    this.leaseWrites = leaseWrites;
    this.writes = writes;
  }

  /**
   * The history of these candidates.
   *
   * @param entries of the log, in any order
   * @param namespace of the lease
   * @param candidates users who stand for it
   */
  public static LeaseHistory of(
      List<AuditEntry> entries, String namespace, Set<String> candidates) {
    List<AuditEntry> asked =
        entries.stream()
            .filter(entry -> candidates.contains(entry.user()))
            .filter(AuditEntry::isWrite)
            .sorted(Comparator.comparing(AuditEntry::at))
            .toList();
    return new LeaseHistory(
        asked.stream()
            .filter(entry -> isOfLease(entry) && entry.isDone())
            .filter(entry -> entry.namespace().equals(namespace))
            .filter(entry -> LEASE_WRITES.contains(entry.verb()))
            .toList(),
        asked.stream().filter(entry -> !isOfLease(entry)).toList());
  }

  private static boolean isOfLease(AuditEntry entry) {
    return entry.resource().equals("leases") && entry.group().equals("coordination.k8s.io");
  }

  /** Returns who held the lease one after another. */
  public List<String> holders() {
    List<String> holders = new ArrayList<>();
    for (AuditEntry write : leaseWrites) {
      if (!releases(write) && (holders.isEmpty() || !holders.getLast().equals(write.user()))) {
        holders.add(write.user());
      }
    }
    return holders;
  }

  /** Returns the done writes of a candidate to all but the lease. */
  public List<AuditEntry> writesOf(String user) {
    return writes.stream().filter(entry -> entry.user().equals(user) && entry.isDone()).toList();
  }

  /**
   * Returns the done writes of those who did not hold the lease when the write arrived: they never
   * had it, gave it back, another one took it, or their last renewal was older than this.
   *
   * @param longest from the arrival of a renewal to that of the last write that it covers
   */
  public List<String> usurpations(Duration longest) {
    return writes.stream()
        .filter(write -> write.isDone() && !isCovered(write, longest))
        .map(this::line)
        .toList();
  }

  /** The same with those that the API server refused: they should not have been sent at all. */
  public List<String> attempts(Duration longest) {
    return uncovered(longest).stream().map(this::line).toList();
  }

  /** The same as entries of the log. */
  public List<AuditEntry> uncovered(Duration longest) {
    return writes.stream().filter(write -> !isCovered(write, longest)).toList();
  }

  private boolean isCovered(AuditEntry write, Duration longest) {
    AuditEntry last = lastBefore(write.at());
    return last != null
        && last.user().equals(write.user())
        && !releases(last)
        && !write.at().isAfter(last.at().plus(longest));
  }

  private @Nullable AuditEntry lastBefore(Instant time) {
    return leaseWrites.stream()
        .filter(write -> !write.at().isAfter(time))
        .reduce((_, later) -> later)
        .orElse(null);
  }

  private static boolean releases(AuditEntry write) {
    return write.requestBody().path("spec").path("holderIdentity").asText().isEmpty();
  }

  private String line(AuditEntry write) {
    AuditEntry last = lastBefore(write.at());
    String holder =
        last == null
            ? "nobody ever had the lease"
            : "the lease was written last by %s at %s%s"
                .formatted(last.user(), last.at(), releases(last) ? ", to give it back" : "");
    return "%s by %s at %s, when %s".formatted(write.summary(), write.user(), write.at(), holder);
  }
}
