package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The README's first command, as it stands there. Isolated: it loads two cores by itself, and what
 * it measures is compared.
 */
@Isolated
class DemoIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void goodCommitIsPromotedAndABadOneIsTakenBackAndTold() throws IOException {
    Path log = Path.of("target", "demo.log").toAbsolutePath();
    try (DemoProcess demo = DemoProcess.readme(PROJECT, log, "--plain")) {
      assertThat(demo.exit()).as(demo.output()).isZero();
      assertThat(demo.output().replaceAll("\\s+", " "))
          .containsSubsequence(
              "Version 2 is good",
              "promoted after",
              "Version 3 answers 40 %",
              "aborted: why",
              "a webhook gets a message",
              "the same in Alertmanager",
              "the operator takes the commit back",
              "Healthy on checkout:v2 again",
              "In all")
          .doesNotContain("SLF4J", "Exception");
    }
  }
}
