package io.rolloutoperator.app;

import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import java.util.List;

/** Which controllers this process runs. */
final class Wiring {
  private Wiring() {}

  static ControllerRuntime controllers(ControllerContext context) {
    return new CombinedRuntime(List.of());
  }
}
