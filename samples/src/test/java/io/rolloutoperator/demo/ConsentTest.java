package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", " yes "})
  void yesIsConsent(String answer) {
    assertThatCode(Consent.of(false, Optional.of(_ -> answer))::require).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "null", "yesterday"})
  void anythingElseIsNot(String answer) {
    assertThatThrownBy(Consent.of(false, Optional.of(_ -> answer))::require)
        .hasMessage("nothing was changed");
  }

  @Test
  void nobodyIsAskedWhoSaidYes() {
    Consent consent =
        Consent.of(
            true,
            Optional.of(
                question -> {
                  throw new AssertionError(question);
                }));

    assertThatCode(consent::require).doesNotThrowAnyException();
  }

  @Test
  void whoCannotBeAskedMustSayYesBefore() {
    assertThatThrownBy(() -> Consent.of(false, Optional.empty()))
        .hasMessage("no terminal to ask on: add --yes to change the cluster without a question");
  }
}
