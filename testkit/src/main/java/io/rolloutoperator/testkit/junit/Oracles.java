package io.rolloutoperator.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What must hold at the end of every test class.
 *
 * @param warnings reasons of events that are announced
 * @param errors texts of log lines that are announced
 * @param refusals texts of refusals by RBAC that are announced
 */
record Oracles(Set<String> warnings, Set<String> errors, Set<String> refusals) {
  private static final Pattern ERROR_LINE =
      Pattern.compile("\\bERROR\\b|\\blevel=error\\b|\"level\": ?\"error\"");

  /** The API server's repair of addresses may cross with the creation of a Service. */
  private static final String ADDRESS_REPAIR = "ClusterIPNotAllocated";

  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(20);

  /** Returns what does not hold in a namespace and those that go with it, each in a line. */
  List<String> violations(TestNamespace namespace) {
    List<String> violations = new ArrayList<>();
    Instant began = Instant.now();
    boolean audited = namespace.cluster().foreign().isEmpty();
    for (TestNamespace one : namespace.withSiblings()) {
      if (audited) {
        restless(one, began, violations);
        refused(one, violations);
      }
      warnings(one, violations);
      errors(one, violations);
    }
    return violations;
  }

  private void warnings(TestNamespace namespace, List<String> violations) {
    for (JsonNode event : namespace.events()) {
      String reason = event.path("reason").asText();
      boolean announced = warnings.contains(reason) || reason.equals(ADDRESS_REPAIR);
      if (event.path("type").asText().equals("Warning") && !announced && isOurs(namespace, event)) {
        violations.add(
            "Warning event not announced by @ExpectWarnings: %s on %s %s: %s"
                .formatted(
                    reason,
                    event.path("involvedObject").path("kind").asText(),
                    event.path("involvedObject").path("name").asText(),
                    event.path("message").asText()));
      }
    }
  }

  /** Real nodes warn of what passes by itself, such as a probe that came too early. */
  private static boolean isOurs(TestNamespace namespace, JsonNode event) {
    String kind = event.path("involvedObject").path("apiVersion").asText();
    return namespace.cluster().foreign().isEmpty()
        || kind.startsWith("argoproj.io/")
        || kind.startsWith("rollout-operator.io/");
  }

  private void errors(TestNamespace namespace, List<String> violations) {
    for (RunningOperator operator : namespace.operators()) {
      operator.logLines().stream()
          .filter(Oracles::isError)
          .filter(line -> errors.stream().noneMatch(line::contains))
          .map(line -> "ERROR line not announced by @ExpectErrors: " + line)
          .forEach(violations::add);
    }
  }

  /** Returns whether a log line tells an error, in plain text, as key and value, or as JSON. */
  static boolean isError(String line) {
    return ERROR_LINE.matcher(line).find();
  }

  private void refused(TestNamespace namespace, List<String> violations) {
    for (OperatorIdentity identity : namespace.identities()) {
      namespace.cluster().audit().refused(identity.user()).stream()
          .filter(entry -> refusals.stream().noneMatch(entry.message()::contains))
          .filter(entry -> namespace.cluster().controlPlane().servedAt(entry.at()))
          .map(entry -> "RBAC refused " + entry.summary() + " of " + identity.user())
          .distinct()
          .forEach(violations::add);
    }
  }

  private static void restless(TestNamespace namespace, Instant began, List<String> violations) {
    if (namespace.operators().stream().noneMatch(RunningOperator::running)) {
      return;
    }
    for (OperatorIdentity identity : namespace.identities()) {
      try {
        Awaitility.await()
            .atMost(QUIET_WITHIN)
            .pollDelay(Duration.ZERO)
            .until(() -> isQuiet(namespace, identity, began));
      } catch (ConditionTimeoutException _) {
        Instant now = Instant.now();
        namespace.cluster().audit().writes(identity.user(), now.minus(QUIET), now).stream()
            .map(AuditEntry::summary)
            .map(write -> "operator is not at rest, it writes within the last 3 s: " + write)
            .forEach(violations::add);
      }
    }
  }

  private static boolean isQuiet(
      TestNamespace namespace, OperatorIdentity identity, Instant began) {
    Instant now = Instant.now();
    Instant from = now.minus(QUIET);
    return !from.isBefore(began)
        && namespace.cluster().audit().writes(identity.user(), from, now).isEmpty();
  }
}
