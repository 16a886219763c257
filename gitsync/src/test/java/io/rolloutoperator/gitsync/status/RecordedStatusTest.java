package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedStatusTest {

  @Test
  void aRestartFindsWhatWasWritten() {
    RecordedStatus recorded = new RecordedStatus(Facts.settled());
    assertThat(recorded.attempted()).contains(Facts.GOOD);
    assertThat(recorded.applied()).contains(Facts.GOOD);
    assertThat(recorded.begun()).contains(Facts.GOOD_STATE);
    assertThat(recorded.appliedState(3)).contains(Facts.GOOD_STATE);
    assertThat(recorded.appliedState(4)).contains(Facts.GOOD_STATE);
    assertThat(recorded.healthy()).contains(Facts.GOOD);
    assertThat(recorded.inventory())
        .isEqualTo(Facts.inventory(Facts.SERVICE, Facts.ROLLOUT, Facts.ROLE));
    assertThat(recorded.ready(3)).isTrue();
    assertThat(recorded.ready(4)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '[]', '', ''",
    "main@sha1:a, '[]', '', ''",
    "main@sha1:c, '[{revision: \"main@sha1:c\"}, {revision: \"main@sha1:b\"}]', '', main@sha1:b",
    "main@sha1:c, '[{revision: \"main@sha1:c\"}, {revision: \"main@sha1:a\"}]', main@sha1:b, main@sha1:b"
  })
  void newerCommitsHaveToDescendFromWhatWasApplied(
      String attempted, String history, String applied, String lineage) {
    String yaml =
        "{lastAttemptedRevision: '%s', lastAppliedRevision: '%s', history: %s}"
            .formatted(full(attempted), full(applied), full(history));
    assertThat(new RecordedStatus(Facts.decoded(Json.yaml(yaml).getFirst())).lineage())
        .map(Revision::toString)
        .isEqualTo(Optional.of(full(lineage)).filter(text -> !text.isEmpty()));
  }

  @Test
  void aCommitOfWhichNothingWasAppliedIsNotWhatNewerOnesHaveToDescendFrom() {
    GitSyncStatus begun =
        Facts.after(
            GitSyncStatus.EMPTY,
            Facts.known()
                .attempted(Facts.BAD)
                .begun(Facts.GOOD_STATE)
                .inventory(Facts.inventory(Facts.ROLLOUT))
                .build(),
            Facts.T0);
    assertThat(new RecordedStatus(begun).lineage()).contains(Facts.GOOD);
  }

  /** Before digests were recorded, also of a commit that still waited. */
  @Test
  void anEarlierVersionTellsTheCommitWithoutItsDigest() {
    DesiredState good = new DesiredState(Facts.GOOD, "");
    GitSyncStatus older =
        earlier(
            "inventory: {entries: [{id: shop_a__Service, v: v1}]}, lastAppliedRevision: '%1$s'");
    assertThat(new RecordedStatus(older).begun()).contains(good);
    assertThat(new RecordedStatus(older).appliedState(0)).contains(good);
    assertThat(new RecordedStatus(older).lineage()).contains(Facts.GOOD);
    assertThat(new RecordedStatus(earlier("inventory: {configMaps: [a]}")).begun()).contains(good);
    assertThat(new RecordedStatus(earlier("inventory: {}")).begun()).as("nothing made").isEmpty();
  }

  /** Also once the status is about the new spec, which says nothing of what was applied. */
  @Test
  void whatAnEarlierVersionAppliedOfAnotherSpecIsNothingOfThisOne() {
    GitSyncStatus older = earlier("observedGeneration: 2, lastAppliedRevision: '%1$s'");
    assertThat(matching(older, 2)).contains(Facts.GOOD);
    assertThat(matching(older, 3)).isEmpty();

    GitSyncStatus same = Facts.after(older, SyncOutcome.of(2, 10).build(), Facts.T0);
    assertThat(matching(same, 2)).contains(Facts.GOOD);
    GitSyncStatus told = Facts.after(older, SyncOutcome.of(3, 10).build(), Facts.T0);
    assertThat(matching(told, 3)).isEmpty();
    assertThat(new RecordedStatus(told).applied()).contains(Facts.GOOD);
  }

  private static Optional<Revision> matching(GitSyncStatus status, long generation) {
    return new RecordedStatus(status)
        .appliedState(generation)
        .filter(Facts.GOOD_STATE::matches)
        .map(DesiredState::revision);
  }

  /** It is told once what an earlier version had begun, before a commit that fails is tried. */
  @Test
  void whatAnEarlierVersionHadBegunStaysBegun() {
    GitSyncStatus older = earlier("inventory: {configMaps: [a]}");
    GitSyncStatus after = Facts.after(older, Facts.known().attempted(Facts.BAD).build(), Facts.T0);
    assertThat(new RecordedStatus(after).begun()).contains(new DesiredState(Facts.GOOD, ""));
    assertThat(new RecordedStatus(after).lineage()).contains(Facts.GOOD);
  }

  private static GitSyncStatus earlier(String fields) {
    String yaml = "{lastAttemptedRevision: '%1$s', " + fields + "}";
    return Facts.decoded(Json.yaml(yaml.formatted(Facts.GOOD)).getFirst());
  }

  /** With commit ids of their full length. */
  private static String full(String text) {
    return text.replaceAll("sha1:(.)", "sha1:" + "$1".repeat(40));
  }

  @Test
  void anEmptyStatusTellsNothing() {
    RecordedStatus recorded = new RecordedStatus(GitSyncStatus.EMPTY);
    assertThat(recorded.attempted()).isEmpty();
    assertThat(recorded.inventory()).isEqualTo(Facts.inventory());
    assertThat(recorded.quarantine()).isEmpty();
    assertThat(recorded.ready(0)).isFalse();
  }

  @Test
  void aLargeInventoryIsElsewhere() {
    StoredInventory large = new StoredInventory.InConfigMaps(List.of("a-inventory-0"));
    GitSyncStatus status =
        Facts.after(GitSyncStatus.EMPTY, Facts.known().inventory(large).build(), Facts.T0);
    assertThat(new RecordedStatus(status).inventory()).isEqualTo(large);
  }

  @ParameterizedTest
  @EnumSource
  void aReleaseStaysInQuarantine(QuarantineEntry.State state) {
    List<QuarantineEntry> quarantine = List.of(Facts.quarantined(state));
    GitSyncStatus status =
        Facts.after(GitSyncStatus.EMPTY, Facts.known().quarantine(quarantine).build(), Facts.T0);
    assertThat(new RecordedStatus(status).quarantine()).isEqualTo(quarantine);
  }

  @Test
  void aReleaseStaysInQuarantineWhateverElseOfItsEntryCannotBeRead() {
    GitSyncStatus status =
        Facts.decoded(
            Json.yaml(
                    """
                    lastAppliedRevision: nonsense
                    quarantinedRevisions:
                      - {object: shop_my-app_argoproj.io_Rollout, templateHash: 5d8f9c6b7, revision: odd, state: New}
                      - {object: nonsense, templateHash: "1"}
                    """)
                .getFirst());
    assertThat(new RecordedStatus(status).applied()).isEmpty();
    assertThat(new RecordedStatus(status).quarantine())
        .containsExactly(
            new QuarantineEntry(
                Facts.ROLLOUT,
                "5d8f9c6b7",
                "",
                new Revision("", ""),
                List.of(),
                Instant.EPOCH,
                "",
                QuarantineEntry.State.HOLDING));
  }
}
