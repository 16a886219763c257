package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.json.Yaml;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                        | ''
          {matchLabels: {app: shop, tier: web}}                                     | app=shop,tier=web
          {matchExpressions: [{key: a, operator: In, values: [x, y]}]}              | a in (x,y)
          {matchExpressions: [{key: a, operator: NotIn, values: [x]}]}              | a notin (x)
          {matchExpressions: [{key: a, operator: Exists}]}                          | a
          {matchExpressions: [{key: a, operator: DoesNotExist}]}                    | !a
          {matchLabels: {b: c}, matchExpressions: [{key: a, operator: Exists}]}     | b=c,a
          {matchLabels: {b: c}, matchExpressions: [{key: a, operator: Resembles}]}  | b=c
          """)
  void aSelectorIsWrittenAsAQueryHasIt(String selector, String text) throws IOException {
    assertThat(LabelSelectors.text(Yaml.documents(selector).getFirst())).isEqualTo(text);
  }
}
