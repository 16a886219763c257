package io.rolloutoperator.analysis.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.http.CallOptions.Tls;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallOptionsTest {
  private static final Caller CALLER = new Caller("ns", Cargo.PLAIN);

  @ParameterizedTest
  @CsvSource({"PT1S, PT1S", "PT30S, PT30S", "PT30.001S, PT30S", "PT10M, PT30S"})
  void noCallTakesLongerThanHalfAMinuteWhateverIsAskedFor(Duration asked, Duration given) {
    assertThat(new CallOptions(CALLER, asked, Tls.VERIFIED).timeout()).isEqualTo(given);
  }
}
