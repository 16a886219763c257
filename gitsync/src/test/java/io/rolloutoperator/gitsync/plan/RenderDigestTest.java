package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderDigestTest {

  private static final String ONE = SyncStories.CONFIG.formatted("one", "1");
  private static final String TWO = SyncStories.CONFIG.formatted("two", "1");

  /** Named are the objects of {@code ONE} and {@code TWO}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the same,             test,  one two, true",
    "another order,        test,  two one, true",
    "fields in disorder,   test,  disorder two, true",
    "another value,        test,  changed two, false",
    "an object less,       test,  one, false",
    "another installation, other, one two, false",
  })
  void tellsObjectsApart(String name, String installation, String objects, boolean same) {
    String text =
        Stream.of(objects.split(" ")).map(RenderDigestTest::yaml).collect(Collectors.joining());
    assertThat(RenderDigest.of(installation, Fixture.manifests(text)))
        .matches(
            digest -> digest.equals(RenderDigest.of("test", Fixture.manifests(ONE + TWO))) == same);
  }

  private static String yaml(String object) {
    return switch (object) {
      case "one" -> ONE;
      case "two" -> TWO;
      case "changed" -> ONE.replace("'1'", "'2'");
      case "disorder" ->
          "{data: {a: '1'}, metadata: {namespace: shop, name: one}, kind: ConfigMap, apiVersion: v1}\n---\n";
      default -> throw new IllegalArgumentException(object);
    };
  }
}
