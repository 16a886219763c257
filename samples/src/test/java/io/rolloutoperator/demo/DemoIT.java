package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The README's first command, as it stands there. Isolated: it loads two cores by itself, and what
 * it measures is compared.
 */
@Isolated
class DemoIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  /** Four steps and all traffic of the good version, one step of the bad one. */
  private static final int STEPS = 5;

  /** Wanted and measured share, a bar, requests. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^ +([0-9]+) % +([0-9.]+) % +[^0-9]+ ([0-9,]+) ");

  /**
   * The commit that undoes the bad one, as {@code git log} shows it. It names the commit that the
   * alert before it has named.
   */
  private static final Pattern REVERT =
      Pattern.compile(
          "commit ([0-9a-f]{40}) .+ commit [0-9a-f]{40}"
              + " Author: Rollout Operator <rollout-operator@localhost> Date: [^<>]+"
              + " Roll back default/checkout to [0-9a-f]{7}"
              + " - Rollout aborted update to revision 3: [^<]+ > failureLimit \\(1\\)"
              + " Rollback-Of: \\1 Rollout: default/checkout"
              + " Written-By: rollout-operator rollout-operator"
              + " overlays/production/kustomization\\.yaml \\| 2 \\+-"
              + " 1 file changed, 1 insertion\\(\\+\\), 1 deletion\\(-\\) ");

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
              "after the failing measurement the route was back at weight 0",
              "a webhook gets a message",
              "the same in Alertmanager",
              "the operator takes the commit back",
              "Healthy on checkout:v2 again",
              "In all")
          .containsPattern(REVERT)
          .doesNotContain("SLF4J", "Exception");
      assertThat(shares(demo.output()))
          .as("wanted and measured shares of %s", log)
          .hasSizeGreaterThanOrEqualTo(STEPS)
          .allMatch(Share::isAsWanted);
    }
  }

  private static List<Share> shares(String output) {
    return ROW.matcher(output).results().map(Share::of).toList();
  }

  /**
   * One line of the demo's tables, in per cent.
   *
   * @param requests that clients sent meanwhile
   */
  private record Share(double wanted, double measured, int requests) {
    private static final double POINTS = 2;

    /** The proxy draws by chance: in a short step four standard deviations may be more. */
    private static final double DEVIATIONS = 4;

    static Share of(MatchResult row) {
      return new Share(
          Double.parseDouble(row.group(1)),
          Double.parseDouble(row.group(2)),
          Integer.parseInt(row.group(3).replace(",", "")));
    }

    boolean isAsWanted() {
      double deviation = Math.sqrt(wanted * (100 - wanted) / requests);
      return Math.abs(measured - wanted) <= Math.max(POINTS, DEVIATIONS * deviation);
    }
  }
}
