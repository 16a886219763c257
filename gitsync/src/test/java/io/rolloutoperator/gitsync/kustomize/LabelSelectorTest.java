package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors as kubectl takes them. */
class LabelSelectorTest {

  private static final Map<String, String> LABELS = Map.of("app", "shop", "tier", "2", "empty", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | true",
        "app=shop               | true",
        "app==shop              | true",
        "app = shop , tier=2    | true",
        "app=other              | false",
        "app!=other             | true",
        "missing!=other         | true",
        "app!=shop              | false",
        "app                    | true",
        "missing                | false",
        "!missing               | true",
        "!app                   | false",
        "empty=                 | true",
        "app in (shop, other)   | true",
        "app in (other)         | false",
        "missing in (shop)      | false",
        "app notin (other)      | true",
        "missing notin (shop)   | true",
        "app notin (shop,other) | false",
        "tier>1                 | true",
        "tier>2                 | false",
        "tier<3,app in (a,shop) | true",
        "missing<3              | false",
        "app>1                  | false"
      })
  void selects(String selector, boolean expected) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a in b)", "(a)", "a>b", "=a b)", "! "})
  void refusesWhatIsNoSelector(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(BuildException.class)
        .hasMessage("\"" + selector + "\" is no valid label selector");
  }
}
