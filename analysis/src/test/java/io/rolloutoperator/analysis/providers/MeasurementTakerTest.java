package io.rolloutoperator.analysis.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.core.RunEvent;
import io.rolloutoperator.analysis.providers.MeasurementJudge.NotANumber;
import io.rolloutoperator.analysis.providers.SecretReader.Lookup;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import io.rolloutoperator.api.analysis.ValueFrom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTakerTest {
  private static final String VALUE = "v4lue";

  /** Says what it was asked with. */
  private static final MeasurementProvider ECHO =
      new MeasurementProvider() {
        @Override
        public String name() {
          return "echo";
        }

        @Override
        public ProviderAnswer measure(MeasurementRequest request) {
          String asked = request.provider().plugin().values().iterator().next().asText();
          return new ProviderAnswer.Judged(AnalysisPhase.SUCCESSFUL, "", asked, Map.of());
        }
      };

  private static Metric metric(String yaml) {
    try {
      return ((Decoded.Valid<Metric>)
              Decoder.decode(YAMLMapper.builder().build().readTree(yaml), Metric.class, ""))
          .value();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Measured take(int number, Lookup secret) {
    MeasurementTaker taker =
        new MeasurementTaker(
            List.of(ECHO),
            (_, _) -> secret,
            new MeasurementJudge(NotANumber.SUCCESSFUL),
            () -> Instant.EPOCH);
    Metric metric = metric("{name: m, provider: {plugin: {echo: 'with {{args.token}}'}}}");
    ValueFrom from = new ValueFrom(new SecretKeyRef("s", "k"), null);
    return (Measured)
        taker.carryOut(
            new RunReference("ns", "run", "u-1"),
            new TakeMeasurement(metric, List.of(new Argument("token", null, from)), number));
  }

  @Test
  void aSecretThatIsNotReleasedIsToldWithTheFirstMeasurementOnly() {
    Lookup secret = new Lookup.Unreleased(VALUE, "Secret \"s\" is not released, but used");

    assertThat(take(1, secret).events())
        .containsExactly(
            RunEvent.warning(
                "SecretNotReleased", "Metric 'm': Secret \"s\" is not released, but used"));
    assertThat(take(2, secret).events()).isEmpty();
    assertThat(take(1, new Lookup.Found(VALUE)).events()).isEmpty();
  }

  @Test
  void itsValueIsUsedAndHiddenAllTheSame() {
    Measured measured = take(1, new Lookup.Unreleased(VALUE, "named " + VALUE));

    assertThat(measured.measurement().value()).isEqualTo("with *****");
    assertThat(measured.events())
        .extracting(RunEvent::message)
        .containsExactly("Metric 'm': named *****");
    assertThat(new UsedSecrets(Map.of(new SecretKeyRef("s", "k"), VALUE), List.of()).toString())
        .doesNotContain(VALUE);
  }
}
