package io.rolloutoperator.kube.runtime;

/** Makes controllers; makes no request. */
@FunctionalInterface
public interface ControllerFactory {
  /** A runtime that is not started yet. */
  ControllerRuntime create(ControllerContext context);
}
