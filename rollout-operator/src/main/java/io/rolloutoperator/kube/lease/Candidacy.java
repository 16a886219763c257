package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.LeaseTiming;
import java.util.UUID;

/**
 * Who stands for election.
 *
 * @param identity unique for each start of a process, so that nobody takes a predecessor's lease
 *     for its own
 * @param timing the times of the lease
 */
public record Candidacy(String identity, LeaseTiming timing) {
  /** A new identity on a host. */
  public static Candidacy on(String host, LeaseTiming timing) {
    return new Candidacy(host + "_" + UUID.randomUUID(), timing);
  }
}
