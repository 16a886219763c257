package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.AppliedState;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedStatesTest {

  private static final ObjectId SERVICE = new ObjectId("", "Service", "shop", "my-app");

  private final AppliedStates states = new AppliedStates();

  private static ObjectNode version(String resourceVersion) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("uid", "u").put("resourceVersion", resourceVersion);
    return object;
  }

  @BeforeEach
  void apply() {
    states.applied(SERVICE, "hash", version("7"));
  }

  @ParameterizedTest
  @CsvSource({"7, true", "6, false", "8, false", "'', false"})
  void onlyTheVersionThatWeWroteIsAnEcho(String shown, boolean echo) {
    assertThat(states.isEcho(SERVICE, shown)).isEqualTo(echo);
  }

  @Test
  void severalWatchesMayShowTheSameWrite() {
    assertThat(states.isEcho(SERVICE, "7")).isTrue();
    assertThat(states.isEcho(SERVICE, "7")).isTrue();
  }

  @Test
  void anObjectIsUnseenUntilAWatchShowsOurWrite() {
    states.isEcho(SERVICE, "6");
    assertThat(states.unseen(SERVICE)).contains(version("7"));
    states.isEcho(SERVICE, "7");
    assertThat(states.unseen(SERVICE)).isEmpty();
    assertThat(states.of(SERVICE)).contains(AppliedState.of("hash", version("7")));
  }

  @Test
  void ofASecretThatNoWatchHasShownOnlyTheMetadataIsKept() {
    ObjectId secret = new ObjectId("", "Secret", "shop", "login");
    ObjectNode written = version("8");
    written.putObject("data").put("password", "bWFya2Vy");
    states.applied(secret, "hash", written);
    ObjectNode kept = states.unseen(secret).orElseThrow();
    assertThat(kept.has("data")).isFalse();
    assertThat(AppliedState.of("hash", kept)).isEqualTo(AppliedState.of("hash", written));
  }

  @Test
  void anObjectThatWasSeenIsStillKnown() {
    states.seen(SERVICE);
    assertThat(states.unseen(SERVICE)).isEmpty();
    assertThat(states.of(SERVICE)).isPresent();
    assertThat(states.isEcho(SERVICE, "7")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"8, false", "9, true", "'', true", "7, true"})
  void aWatchMayBeFasterThanTheAnswer(String shown, boolean news) {
    states.begins(SERVICE);
    assertThat(states.isEcho(SERVICE, shown)).as("nobody knows yet").isTrue();
    states.applied(SERVICE, "hash", version("8"));
    states.ended(SERVICE);
    assertThat(states.takeMissed()).isEqualTo(news);
    assertThat(states.takeMissed()).as("taken once").isFalse();
    assertThat(states.unseen(SERVICE).isPresent()).isEqualTo(news);
  }

  @Test
  void whatIsShownDuringAWriteThatFailsIsNews() {
    states.begins(SERVICE);
    states.isEcho(SERVICE, "8");
    states.ended(SERVICE);
    assertThat(states.takeMissed()).isTrue();
    assertThat(states.isEcho(SERVICE, "7")).as("what was written before").isTrue();
  }

  @Test
  void nothingIsKnownOfAForgottenObject() {
    states.forget(SERVICE);
    assertThat(states.of(SERVICE)).isEmpty();
    assertThat(states.unseen(SERVICE)).isEmpty();
    assertThat(states.isEcho(SERVICE, "7")).isFalse();
    assertThat(states.all()).isEqualTo(Map.of());
  }
}
