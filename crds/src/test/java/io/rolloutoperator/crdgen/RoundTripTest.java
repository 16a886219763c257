package io.rolloutoperator.crdgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every path a CRD knows goes through the records unchanged, in objects in which every field is
 * present.
 */
class RoundTripTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<CrdKind, ObjectNode> CRDS = CrdYaml.documents();
  private static final int SEEDS = 20;

  static Stream<Arguments> parts() {
    return CrdKind.all().stream()
        .flatMap(
            kind ->
                LongStream.range(0, SEEDS)
                    .boxed()
                    .flatMap(
                        seed ->
                            Stream.concat(
                                Stream.of(Arguments.of(kind, "spec", kind.spec(), seed)),
                                kind.status().stream()
                                    .map(status -> Arguments.of(kind, "status", status, seed)))));
  }

  @ParameterizedTest(name = "{0} {1}, seed {3}")
  @MethodSource("parts")
  void everyPathOfTheCrdGoesThroughTheRecords(
      CrdKind kind, String part, Class<? extends Record> type, long seed)
      throws JsonProcessingException {
    JsonNode schema = schema(kind).path("properties").path(part);
    JsonNode maximal = new MaximalObjects(seed).of(schema);

    Record record = valid(Decoder.decode(maximal, type, part));

    assertThat(normal(Encoder.encode(record))).isEqualTo(normal(maximal));
    assertThat(valid(Decoder.decode(Encoder.encode(record), type, part))).isEqualTo(record);
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyPathOfTheGatewayApiConfigurationGoesThroughTheRecord(int seed)
      throws JsonProcessingException {
    RecordSchema records = new RecordSchema(new TemplateSchema(KubernetesSchemas.load()));
    JsonNode maximal = new MaximalObjects(seed).of(records.of(GatewayApiConfig.class, ""));

    GatewayApiConfig config = valid(Decoder.gatewayApiConfig(maximal, "spec"));

    assertThat(normal(Encoder.encode(config))).isEqualTo(normal(maximal));
  }

  private static JsonNode schema(CrdKind kind) {
    return Objects.requireNonNull(CRDS.get(kind)).at("/spec/versions/0/schema/openAPIV3Schema");
  }

  /** The tree after being written and read, so that equal numbers are equal nodes. */
  private static JsonNode normal(JsonNode tree) throws JsonProcessingException {
    return JSON.readTree(JSON.writeValueAsString(tree));
  }

  private static <T> T valid(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
    };
  }
}
