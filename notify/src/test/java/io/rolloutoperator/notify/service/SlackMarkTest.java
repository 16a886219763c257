package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackMarkTest {

  @ParameterizedTest
  @CsvSource({
    "nobody, nobody",
    "__SLACK_CHANNEL__a__, <a>",
    "in __SLACK_CHANNEL__a_b__ and __SLACK_CHANNEL__c__., in <a_b> and <c>.",
    "__SLACK_CHANNEL__a____SLACK_CHANNEL__b__, <a><b>",
    "__SLACK_CHANNEL__a____, <a>__",
    "__SLACK_CHANNEL___, __SLACK_CHANNEL___",
    "__SLACK_CHANNEL____a__, <__a>",
    "__SLACK_CHANNEL__a__ __SLACK_CHANNEL__b, <a> __SLACK_CHANNEL__b",
    "__SLACK_USERGROUP__a__, __SLACK_USERGROUP__a__",
  })
  void namesAreShownInPlaceOfTheirMarks(String text, String shown) {
    assertThat(SlackMark.CHANNEL.replaced(text, name -> "<" + name + ">")).isEqualTo(shown);
  }

  @Test
  void aNameThatLooksLikeAMarkIsNotReplacedAgain() {
    String text = "__SLACK_CHANNEL__a__";
    assertThat(SlackMark.CHANNEL.replaced(text, _ -> text)).isEqualTo(text);
  }
}
