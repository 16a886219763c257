package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.rolloutoperator.api.template.EphemeralMetadata;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleMetadataTest {

  @Test
  void theNoteOfArgoRolloutsSaysWhatIsNoPartOfTheRevision() {
    EphemeralMetadata read =
        RoleMetadata.of(noted("{\"labels\":{\"role\":\"canary\"},\"annotations\":{\"a\":\"b\"}}"));
    assertThat(read).isEqualTo(new EphemeralMetadata(Set.of("role"), Set.of("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"labels\":null}", "[1]", "not JSON", "{\"labels\":"})
  void aNoteThatSaysNothingCountsAsNone(String note) {
    assertThat(RoleMetadata.of(noted(note))).isEqualTo(EphemeralMetadata.NONE);
  }

  @Test
  void noNoteIsNone() {
    assertThat(RoleMetadata.of(new ObjectMeta())).isEqualTo(EphemeralMetadata.NONE);
  }

  private static ObjectMeta noted(String note) {
    return new ObjectMetaBuilder()
        .addToAnnotations("rollout.argoproj.io/ephemeral-metadata", note)
        .build();
  }
}
