package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.ImageChange;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.forecast.Beginning;
import io.rolloutoperator.kubectl.forecast.Beginning.Knowledge;
import io.rolloutoperator.kubectl.forecast.Ending;
import io.rolloutoperator.kubectl.forecast.Forecast;
import io.rolloutoperator.kubectl.forecast.ForecastJson;
import io.rolloutoperator.kubectl.forecast.ForecastScreen;
import io.rolloutoperator.kubectl.forecast.Forecaster;
import io.rolloutoperator.kubectl.forecast.StableRevision;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code plan [ROLLOUT] [-f FILE] [--image C=IMAGE]}: what an update would do. Writes nothing. */
final class PlanCommand implements Command {

  private static final String FILE = "--filename";
  private static final String IMAGE = "--image";
  private static final String STABLE = "--stable-replicas";
  private static final String OUTPUT = "--output";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Says what an update of a Rollout would do: revision, steps, pods at each of them, extra",
        "pods, shortest and longest time, and who must act. Nothing is written.",
        "Without ROLLOUT the one of the file is planned without a cluster, as its first deployment,",
        "or with --stable-replicas as an update. Exit code 1 if the controller would refuse it,",
        "2 if the update would not come to an end, or if that cannot be told.");
    spec.addPositional(
        Flags.names("ROLLOUT", "0..1", "the Rollout of the cluster that is updated"));
    spec.addOption(
        Flags.texts(
            "FILE",
            "a file with the new Rollout, and what it refers to; - for standard input",
            "-f",
            FILE));
    spec.addOption(Flags.texts("CONTAINER=IMAGE", "a new image; * for all containers", IMAGE));
    spec.addOption(
        Flags.text("N", "without a cluster: as an update of a version with N pods", STABLE));
    spec.addOption(Flags.text("FORMAT", "json", "-o", OUTPUT));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    String format = arguments.text(OUTPUT).orElse("screen");
    if (!format.equals("json") && !format.equals("screen")) {
      throw new CommandFailure("unknown output format \"%s\": there is json".formatted(format));
    }
    List<JsonNode> given = new ArrayList<>();
    for (String file : arguments.texts(FILE)) {
      given.addAll(Manifests.read(session, file));
    }
    Forecast forecast =
        arguments.names().isEmpty()
            ? offline(arguments, session, given)
            : online(arguments, session, given);
    print(forecast, format, session);
    if (!forecast.refused().isEmpty()) {
      throw new CommandFailure(forecast.refused().getFirst());
    }
    return forecast.ending() instanceof Ending.Stuck ? ExitCode.UNDECIDED : ExitCode.OK;
  }

  private static void print(Forecast forecast, String format, Session session) {
    if (format.equals("json")) {
      session.out().println(Json.pretty(ForecastJson.of(forecast)));
      return;
    }
    int width = session.around().terminal().columns();
    ForecastScreen.of(forecast, width)
        .forEach(line -> session.screen().println(line.rendered(session.colours())));
  }

  private static Forecast offline(Arguments arguments, Session session, List<JsonNode> given)
      throws CommandFailure {
    if (given.isEmpty()) {
      throw new CommandFailure("nothing to plan: name a Rollout, or a file with -f");
    }
    ObjectNode rollout = theOnly(given, "").deepCopy();
    change(arguments, rollout);
    Optional<Integer> pods = arguments.number(STABLE);
    if (pods.isPresent() && !At.node(rollout, "spec").has("replicas")) {
      rollout.withObject("/spec").put("replicas", pods.get());
    }
    Beginning first = new Beginning(session.now(), rollout, given, Knowledge.SOME);
    return pods.isPresent()
        ? Forecaster.of(StableRevision.before(first, pods.get()), rollout)
        : Forecaster.of(first, rollout);
  }

  private static Forecast online(Arguments arguments, Session session, List<JsonNode> given)
      throws CommandFailure {
    if (arguments.text(STABLE).isPresent()) {
      throw new CommandFailure(STABLE + " is for a plan without a cluster: leave ROLLOUT out");
    }
    ObjectRef ref = Rollouts.named(session, arguments.name());
    JsonNode now = session.cluster().get(ref);
    ObjectNode wanted = now.deepCopy();
    if (!given.isEmpty()) {
      wanted.set("spec", specOver(now, theOnly(given, arguments.name())));
    }
    change(arguments, wanted);
    if (!wanted.path("spec").equals(now.path("spec"))) {
      long generation = At.node(now, "metadata", "generation").asLong(0);
      wanted.withObject("/metadata").put("generation", generation + 1);
    }
    return Forecaster.of(
        new Beginning(session.now(), wanted, objects(session, wanted, given), Knowledge.ALL), now);
  }

  /** Who may not read what the update depends on gets no half forecast. */
  private static List<JsonNode> objects(Session session, JsonNode wanted, List<JsonNode> given)
      throws CommandFailure {
    try {
      return new PlanObjects(session.cluster()).read(wanted, given);
    } catch (ApiFailure e) {
      throw new Undecided("the plan needs to read this: " + e.line(), e);
    }
  }

  /** Who leaves the number of pods out leaves it as it is, such as an autoscaler's. */
  private static JsonNode specOver(JsonNode now, JsonNode file) {
    JsonNode spec = file.path("spec").deepCopy();
    JsonNode replicas = At.node(now, "spec", "replicas");
    if (spec instanceof ObjectNode object && !object.has("replicas") && replicas.isNumber()) {
      object.set("replicas", replicas);
    }
    return spec;
  }

  /**
   * The Rollout of the files.
   *
   * @param name "" for whatever name
   */
  private static JsonNode theOnly(List<JsonNode> given, String name) throws CommandFailure {
    List<JsonNode> rollouts =
        given.stream()
            .filter(object -> At.text(object, "kind").equals("Rollout"))
            .filter(object -> name.isEmpty() || At.name(object).equals(name))
            .toList();
    if (rollouts.size() != 1) {
      String which = name.isEmpty() ? "Rollout" : "Rollout \"" + name + "\"";
      throw new CommandFailure(
          rollouts.isEmpty()
              ? "the files have no " + which
              : "the files have %d Rollouts: give one alone".formatted(rollouts.size()));
    }
    return rollouts.getFirst();
  }

  private static void change(Arguments arguments, ObjectNode rollout) throws CommandFailure {
    for (String text : arguments.texts(IMAGE)) {
      ImageChange change =
          ImageChange.parse(text)
              .orElseThrow(
                  () -> new CommandFailure("\"%s\" is not CONTAINER=IMAGE".formatted(text)));
      if (!change.applyTo(rollout)) {
        throw new CommandFailure(
            "unable to find container named \"%s\"".formatted(change.container()));
      }
    }
  }
}
