package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.core.TemplateCatalog.Collection;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A template is written as its name and the names it includes; a capital letter is a cluster
 * template.
 */
class TemplateCatalogTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a          | a           | a",
        "a          | a:b b:c c   | a b c",
        "a b        | a:c b:c c   | a c b",
        "a a        | a           | a",
        "A b        | A:c b c     | c b A",
        "x          | a           | TOP_LEVEL AnalysisTemplate 'x' not found",
        "X          | a           | TOP_LEVEL ClusterAnalysisTemplate 'X' not found",
        "a          | a:x         | NESTED AnalysisTemplate 'x' not found",
        "a          | a:b b:a     | cycle in analysis templates: a -> b -> a",
        "x          | x:a a:b b:a | cycle in analysis templates: a -> b -> a",
        "a          | a:a         | cycle in analysis templates: a -> a",
      })
  void templatesAreCollectedWithWhatTheyInclude(String refs, String templates, String expected) {
    assertThat(collect(refs, templates)).isEqualTo(expected);
  }

  @Test
  void nestingIsBounded() {
    String ten =
        IntStream.rangeClosed(1, 10)
            .mapToObj(i -> "t" + i + (i < 10 ? ":t" + (i + 1) : ""))
            .collect(Collectors.joining(" "));
    assertThat(collect("t1", ten)).startsWith("t1 t2").endsWith("t10");
    assertThat(collect("t0", ten + " t0:t1")).isEqualTo("analysis templates nested deeper than 10");
  }

  @Test
  void aTemplateThatIsIncludedOnManyWaysIsVisitedOnce() {
    String layers =
        IntStream.range(0, 4)
            .mapToObj(i -> "l%d:m%d,n%d m%d:l%d n%d:l%d".formatted(i, i, i, i, i + 1, i, i + 1))
            .collect(Collectors.joining(" "));
    assertThat(collect("l2 l0", layers + " l4"))
        .isEqualTo("l2 m2 l3 m3 l4 n3 n2 l0 m0 l1 m1 n1 n0");
  }

  private static String collect(String refs, String templates) {
    Map<AnalysisTemplateRef, AnalysisTemplateSpec> known = new HashMap<>();
    for (String template : templates.split(" ", -1)) {
      String[] parts = template.split(":", -1);
      List<AnalysisTemplateRef> inner = parts.length > 1 ? refs(parts[1], ",") : List.of();
      known.put(
          ref(parts[0]),
          new AnalysisTemplateSpec(List.of(), List.of(), List.of(), List.of(), inner));
    }
    return switch (new TemplateCatalog(known).collect(refs(refs, " "))) {
      case Collection.Found(var found) ->
          found.sequencedKeySet().stream()
              .map(AnalysisTemplateRef::templateName)
              .collect(Collectors.joining(" "));
      case Collection.Missing missing -> missing.place() + " " + missing.problem();
      case Collection.Tangled(String problem) -> problem;
    };
  }

  private static List<AnalysisTemplateRef> refs(String names, String separator) {
    return Arrays.stream(names.split(separator, -1)).map(TemplateCatalogTest::ref).toList();
  }

  private static AnalysisTemplateRef ref(String name) {
    return new AnalysisTemplateRef(name, Character.isUpperCase(name.charAt(0)));
  }
}
