package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.Revision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthyCommitTest {

  private static final Revision BAD = new Revision("main", "b".repeat(40));

  @Test
  void aReleaseIsUndoneToTheLastHealthyCommit() {
    Revision healthy = new Revision("main", "a".repeat(40));
    assertThat(HealthyCommit.before(BAD, Optional.of(healthy)))
        .isEqualTo(new HealthyCommit.Known(healthy));
  }

  @Test
  void aUnitThatWasNeverHealthyHasNothingToGoBackTo() {
    assertThat(HealthyCommit.before(BAD, Optional.empty()))
        .isEqualTo(
            new HealthyCommit.Unknown("no commit was healthy before main@sha1:" + "b".repeat(40)));
  }
}
