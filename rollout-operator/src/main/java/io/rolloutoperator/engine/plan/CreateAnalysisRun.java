package io.rolloutoperator.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Creates an AnalysisRun owned by the Rollout.
 *
 * @param name its name; the same for the same revision and step, so that a repeated creation is
 *     noticed
 * @param body the whole object
 */
public record CreateAnalysisRun(String name, ObjectNode body) implements Action {

  /**
   * The same under the name that a repeated run gets: the planned one with the next number behind
   * it.
   */
  public CreateAnalysisRun renamed() {
    int dot = name.lastIndexOf('.');
    String number = name.substring(dot + 1);
    boolean numbered = dot >= 0 && !number.isEmpty() && number.chars().allMatch(Character::isDigit);
    String next =
        numbered ? name.substring(0, dot + 1) + (Long.parseLong(number) + 1) : name + ".1";
    ObjectNode renamed = body.deepCopy();
    renamed.withObject("/metadata").put("name", next);
    return new CreateAnalysisRun(next, renamed);
  }

  @Override
  public String describe() {
    return "create AnalysisRun " + name;
  }
}
