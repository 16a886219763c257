package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bodies damaged at random: each is judged as a whole parser judges it, and none breaks anything.
 */
class JsonBodyTest {
  private static final ObjectMapper TREES =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final byte[] PUSH =
      """
      {"ref": "refs/heads/m\\u00e4in", "after": null, "size": -1.5e3, "forced": false,
       "commits": [{"id": "1a2b", "added": ["ä.yaml", ""], "distinct": true}, []]}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final Random random = new Random(Long.getLong("seed", 20_260_101));

  private byte[] damaged() {
    byte[] body = PUSH.clone();
    for (int damage = random.nextInt(4); damage > 0; damage--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
  }

  private byte[] noise() {
    byte[] body = new byte[random.nextInt(64)];
    random.nextBytes(body);
    return body;
  }

  private static boolean isTree(byte[] body) {
    try {
      return !TREES.readTree(body).isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void damagedBodiesAreJudgedAsAWholeParserDoes() {
    for (int i = 0; i < 20_000; i++) {
      byte[] body = i % 4 == 0 ? noise() : damaged();
      assertThat(JsonBody.isValue(body))
          .as("%s", new String(body, StandardCharsets.ISO_8859_1))
          .isEqualTo(isTree(body));
    }
  }
}
