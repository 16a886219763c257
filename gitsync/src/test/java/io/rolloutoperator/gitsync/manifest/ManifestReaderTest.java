package io.rolloutoperator.gitsync.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1}                                                     | object has no kind
          {kind: '', apiVersion: v1, metadata: {name: a}}            | object has no kind
          {kind: A, metadata: {name: a}}                             | object has no apiVersion
          {kind: A, apiVersion: v1}                                  | object has no metadata.name
          {kind: A, apiVersion: v1, metadata: a}                     | object has no metadata.name
          {kind: A, apiVersion: v1, metadata: {name: }}              | object has no metadata.name
          {kind: A, apiVersion: v1, metadata: {name: 1}}             | metadata.name is not text; put it in quotes
          {kind: A, apiVersion: 1, metadata: {name: a}}              | apiVersion is not text; put it in quotes
          {kind: A, apiVersion: v1, metadata: {name: a, namespace: 1}} | metadata.namespace is not text; put it in quotes
          {kind: A, apiVersion: v1, metadata: {generateName: a-}}    | metadata.generateName is not supported
          {kind: A, apiVersion: v1, metadata: {name: a, ownerReferences: [{}]}} | metadata.ownerReferences is not supported
          [a]                                                        | not a Kubernetes object
          a                                                          | not a Kubernetes object
          {kind: List, apiVersion: v1, items: [{kind: A}]}           | object has no apiVersion
          """)
  void whatIsNoObjectIsRefusedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read("x: &x 1\n---\n# c\n" + yaml, true))
        .isInstanceOf(BuildException.class)
        .hasMessage("x.yaml:4: " + message);
  }

  @Test
  void whatOnlyTheServerWritesIsDropped() throws JsonProcessingException {
    String yaml =
        """
        apiVersion: v1
        kind: A
        metadata:
          name: a
          namespace:
          labels: {uid: kept}
          uid: x
          resourceVersion: "1"
          generation: 1
          creationTimestamp: null
          managedFields: []
          selfLink: /x
        spec: {status: kept}
        status: {a: 1}
        """;
    assertThat(read(yaml, false).getFirst().object())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"apiVersion": "v1", "kind": "A",
                     "metadata": {"name": "a", "labels": {"uid": "kept"}},
                     "spec": {"status": "kept"}}
                    """));
  }

  @Test
  void aListIsItsItemsEachWithItsLine() {
    String yaml =
        """
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: A
            metadata: {name: a}
          - apiVersion: v1
            kind: BList
            items:
              - {apiVersion: v1, kind: B, metadata: {name: b}}
          - {apiVersion: x/v1, kind: AllowList, metadata: {name: c}}
        ---
        apiVersion: v1
        kind: List
        items: []
        """;
    assertThat(read(yaml, false).stream().map(m -> m.origin() + " " + m.id()))
        .containsExactly("x.yaml:4 A a", "x.yaml:10 B b", "x.yaml:11 AllowList c");
  }

  @Test
  void aJsonFileIsReadLikeAnyOther() {
    String json =
        "{\n\t\"kind\": \"A\", \"apiVersion\": \"g/v1\", \"metadata\": {\"name\": \"a\"}}";

    assertThat(read(json, false))
        .extracting(Manifest::id, Manifest::origin)
        .containsExactly(tuple(new ObjectId("g", "A", "", "a"), new Origin("x.yaml", 2)));
  }

  /**
   * @param lastOnly leaves the first document out
   */
  private static List<Manifest> read(String yaml, boolean lastOnly) {
    List<YamlDocument> documents = new YamlReader().read("x.yaml", yaml.getBytes(UTF_8));
    return documents.stream()
        .skip(lastOnly ? documents.size() - 1 : 0)
        .flatMap(document -> ManifestReader.of(document).stream())
        .toList();
  }
}
