package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An object that differs: what others did, or what is newly wanted. */
class DriftTest {

  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}, data: {a: '1'}}";
  private static final ObjectId ID = Fixture.id("", "ConfigMap", "a");

  /**
   * Commit and digest of what was applied whole, and what this process saw of the object.
   *
   * @param seen empty after a restart
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "changed by others,                  c, now,     same,  true,  true",
    "the same after a restart,           c, now,     '',    true,  false",
    "newly wanted,                       c, now,     other, false, false",
    "another spec,                       c, another, other, false, false",
    "another spec after a restart,       c, another, '',    false, false",
    "a status without digests,           c, '',      '',    true,  false",
    "another commit,                     b, now,     '',    false, false",
    "changed while a commit is applied,  b, now,     same,  false, true",
    "never applied whole,                -, '',      same,  false, true",
  })
  void isWhatOthersDid(
      String name, char applied, String digest, String seen, boolean drift, boolean seenBefore) {
    Fixture fixture = new Fixture().stored(Fixture.ours(Fixture.yaml(MAP)));
    fixture.manifests = Fixture.manifests(MAP);
    if (applied != '-') {
      String of = digest.equals("now") ? fixture.state().digest() : digest;
      fixture.lastApplied = Optional.of(new DesiredState(Fixture.revision(applied), of));
    }
    if (!seen.isEmpty()) {
      fixture.applied.put(ID, AppliedState.of(seen, Fixture.yaml(MAP)));
    }
    assertThat(Drift.isOf(fixture.snapshot(), ID, "same")).isEqualTo(drift);
    assertThat(Drift.isSeenOf(fixture.snapshot(), ID, "same")).isEqualTo(seenBefore);

    fixture.begun = Optional.of(new DesiredState(fixture.revision, "begun since"));
    assertThat(Drift.isOf(fixture.snapshot(), ID, "same")).as("another state begun").isFalse();

    fixture.begun = Optional.empty();
    fixture.inventory = Inventory.EMPTY;
    assertThat(Drift.isOf(fixture.snapshot(), ID, "same")).as("never the unit's").isFalse();
  }
}
