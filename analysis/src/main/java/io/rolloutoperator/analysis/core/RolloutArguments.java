package io.rolloutoperator.analysis.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.rollout.AnalysisRunArgument;
import io.rolloutoperator.api.rollout.ArgumentValueFrom;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments that a Rollout gives to an AnalysisRun, with their values at the moment when the
 * run is made.
 */
public final class RolloutArguments {

  private RolloutArguments() {}

  /**
   * Resolves hashes and fields.
   *
   * @param rollout the whole object
   * @param stableHash the stable revision's pod template hash; empty before the first one
   * @param latestHash the newest revision's pod template hash
   */
  public static Resolution<List<Argument>> resolve(
      List<AnalysisRunArgument> args, JsonNode rollout, String stableHash, String latestHash) {
    List<Argument> resolved = new ArrayList<>();
    for (AnalysisRunArgument arg : args) {
      switch (value(arg, rollout, stableHash, latestHash)) {
        case Resolution.Resolved<String>(String value) ->
            resolved.add(new Argument(arg.name(), value, null));
        case Resolution.Unresolved<String>(String problem) -> {
          return Resolution.problem(problem);
        }
      }
    }
    return Resolution.of(List.copyOf(resolved));
  }

  private static Resolution<String> value(
      AnalysisRunArgument arg, JsonNode rollout, String stableHash, String latestHash) {
    ArgumentValueFrom from = arg.valueFrom();
    if (from == null) {
      return Resolution.of(arg.value());
    }
    if (from.fieldRef() != null) {
      return FieldPath.value(rollout, from.fieldRef().fieldPath());
    }
    return Resolution.of(
        switch (from.podTemplateHashValue()) {
          case "Stable" -> stableHash;
          case "Latest" -> latestHash;
          default -> arg.value();
        });
  }
}
