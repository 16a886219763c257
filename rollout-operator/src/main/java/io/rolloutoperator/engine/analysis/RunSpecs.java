package io.rolloutoperator.engine.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Specs of AnalysisRuns. */
final class RunSpecs {

  private RunSpecs() {}

  static ObjectNode of(RunRequest request) {
    return JsonNodeFactory.instance.objectNode().put("x", request.baseName());
  }
}
