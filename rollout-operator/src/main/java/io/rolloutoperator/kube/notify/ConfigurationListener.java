package io.rolloutoperator.kube.notify;

/** Hears how many problems the configuration of a namespace has, when that has changed. */
@FunctionalInterface
public interface ConfigurationListener {

  /** Does not listen. */
  ConfigurationListener NONE = (_, _) -> {};

  /**
   * A ConfigMap was read and is otherwise than before.
   *
   * @param problems 0 when all is well again, and when there is none any more
   */
  void read(String namespace, int problems);
}
