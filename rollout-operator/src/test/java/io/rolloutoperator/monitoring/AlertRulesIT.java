package io.rolloutoperator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.dataplane.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, checked and tested by Prometheus' own tool. */
class AlertRulesIT {
  private static final String RULES = "rules.yaml";
  private static final String TESTS = "rules-test.yaml";

  @TempDir Path folder;

  private Promtool.Result run(String... arguments) {
    return Promtool.installed().run(folder.resolve("promtool.log"), arguments);
  }

  private static String file(String name) {
    return Monitoring.FOLDER.resolve(name).toString();
  }

  @Test
  void theRulesAreRules() {
    Promtool.Result result = run("check", "rules", file(RULES));
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains(Monitoring.alerts().size() + " rules found");
  }

  @Test
  void eachRingsWhenItShallAndOnlyThen() {
    Promtool.Result result = run("test", "rules", file(TESTS));
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void aRuleThatNeverRingsIsFound() throws IOException {
    String rules = Files.readString(Path.of(file(RULES)));
    Files.writeString(folder.resolve(RULES), rules.replace("phase=\"Abort\"", "phase=\"Never\""));
    Files.copy(Path.of(file(TESTS)), folder.resolve(TESTS));

    Promtool.Result result = run("test", "rules", folder.resolve(TESTS).toString());

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains("RolloutAborted");
  }
}
