package io.rolloutoperator.kubectl.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 1123: names of objects are subdomains, namespaces are labels. */
class NameRulesTest {

  @ParameterizedTest
  @CsvSource({
    "shop, true, true",
    "0, true, true",
    "shop-2, true, true",
    "shop.v2, true, false",
    "'', false, false",
    "-x, false, false",
    "x-, false, false",
    ".., false, false",
    "a..b, false, false",
    "a.-b, false, false",
    "Shop, false, false",
    "a/b, false, false",
    "a b, false, false",
    "ä, false, false"
  })
  void whatCanBeANameAndANamespace(String text, boolean name, boolean namespace) {
    assertThat(NameRules.isName(text)).isEqualTo(name);
    assertThat(NameRules.isNamespace(text)).isEqualTo(namespace);
  }

  @ParameterizedTest
  @CsvSource({"63, true, true", "64, true, false", "253, true, false", "254, false, false"})
  void howLongTheyCanBe(int length, boolean name, boolean namespace) {
    assertThat(NameRules.isName("a".repeat(length))).isEqualTo(name);
    assertThat(NameRules.isNamespace("a".repeat(length))).isEqualTo(namespace);
  }
}
