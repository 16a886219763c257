package io.rolloutoperator.kube.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1}               | {a: 1}               | {}",
        "{a: 1}               | {a: 2}               | {a: 2}",
        "{a: 1}               | {b: 1}               | {a: null, b: 1}",
        "{a: {b: 1, c: 2}}    | {a: {b: 1, c: 3}}    | {a: {c: 3}}",
        "{a: [{b: 1}]}        | {a: [{b: 2}]}        | {a: [{b: 2}]}",
        "{a: '1'}             | {a: 1}               | {a: 1}",
      })
  void itHasWhatDiffers(String before, String after, String patch) {
    assertThat(MergePatch.between(tree(before), tree(after))).isEqualTo(tree(patch));
  }

  @Test
  void aNumberThatWasReadAsALongerOneIsNoDifference() {
    ObjectNode stored = tree("{generation: 1, conditions: [{observedGeneration: 1}]}");
    ObjectNode made = Json.object().put("generation", 1L);
    made.putArray("conditions").addObject().put("observedGeneration", 1L);
    assertThat(MergePatch.between(stored, made)).isEmpty();
  }

  private static ObjectNode tree(String yaml) {
    return yaml.equals("{}") ? Json.object() : Json.yaml(yaml).getFirst();
  }
}
