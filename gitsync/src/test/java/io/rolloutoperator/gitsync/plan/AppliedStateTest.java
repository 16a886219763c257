package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedStateTest {
  private static final String METADATA = "{uid: u1, generation: 3, resourceVersion: '7'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata: {resourceVersion: '8'}                                            | true",
        "metadata: {annotations: {deployment.kubernetes.io/revision: '4'}}           | true",
        "metadata: {annotations: {rollout.argoproj.io/revision: '4'}}                | true",
        "metadata: {annotations: {rollout.argoproj.io/revision: '4', team: checkout}} | false",
        "metadata: {annotations: {team: checkout}}                                   | false",
        "metadata: {labels: {deployment.kubernetes.io/revision: '4'}}                | false",
        "metadata: {generation: 4}                                                   | false",
        "metadata: {uid: u2}                                                         | false",
      })
  void anObjectCountsAsUnchangedWhateverItsControllerNotes(String change, boolean unchanged)
      throws IOException {
    AppliedState applied = AppliedState.of("hash", live());
    ObjectNode changed = live().deepCopy();
    changed.withObjectProperty("metadata").setAll((ObjectNode) object(change).path("metadata"));

    assertThat(AppliedState.of("hash", changed).equals(applied)).isEqualTo(unchanged);
  }

  @Test
  void theGenerationOfAPriorityClassDoesNotTellAChange() throws IOException {
    ObjectNode live = object("{kind: PriorityClass, metadata: " + METADATA + "}");
    ObjectNode changed = live.deepCopy();
    changed.withObjectProperty("metadata").put("resourceVersion", "8");

    assertThat(AppliedState.of("hash", changed)).isNotEqualTo(AppliedState.of("hash", live));
  }

  private static ObjectNode live() throws IOException {
    return object("metadata: " + METADATA);
  }

  private static ObjectNode object(String yaml) throws IOException {
    return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(yaml);
  }
}
