package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.plan.FullCheck;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitStateTest {

  private static final Instant DUE = Instant.parse("2026-01-02T03:04:06Z");
  private static final JsonNode STORED = Json.parse("{\"lastAttemptedRevision\": \"main@1a\"}");
  private static final UnwrittenStatus KEPT = new UnwrittenStatus(STORED, GitSyncStatus.EMPTY, DUE);

  private final UnitState state =
      new UnitState(
          new UnitRenderer(
              _ -> {
                throw new AssertionError("nothing is rendered");
              },
              "test"),
          FullCheck.NONE);

  @Test
  void aStatusIsKeptInMindUntilItIsWritten() {
    assertThat(state.unwritten(STORED)).isEmpty();

    state.keep(KEPT);
    assertThat(state.unwritten(STORED.deepCopy())).contains(KEPT);

    state.forgetUnwritten();
    assertThat(state.unwritten(STORED)).isEmpty();
  }

  @Test
  void aStatusInMindIsWorthNothingOnceSomebodyElseHasWrittenOne() {
    state.keep(KEPT);

    assertThat(state.unwritten(Json.parse("{\"lastAttemptedRevision\": \"main@2b\"}"))).isEmpty();
  }

  @Test
  void aStatusInMindOutlivesWritesOfTheRestOfTheObject() {
    state.keep(KEPT);
    state.wrote(Json.object());

    assertThat(state.unwritten(STORED)).contains(KEPT);
  }

  @Test
  void aRequestIsNewOnce() {
    assertThat(state.isNew("one")).isTrue();
    assertThat(state.isNew("one")).isFalse();
    assertThat(state.isNew("two")).isTrue();
    assertThat(state.isNew("two")).isFalse();
  }

  @Test
  void aSpecIsReadAgainOnlyIfItIsAnother() {
    JsonNode spec = Json.parse("{\"path\": \"a\"}");
    UnitResult first = state.unit(spec, UnitStateTest::read);

    assertThat(state.unit(spec.deepCopy(), UnitStateTest::read)).isSameAs(first);
    assertThat(state.unit(Json.parse("{\"path\": \"b\"}"), UnitStateTest::read)).isNotSameAs(first);
  }

  private static UnitResult read() {
    return new UnitResult.Invalid(List.of("read"));
  }
}
