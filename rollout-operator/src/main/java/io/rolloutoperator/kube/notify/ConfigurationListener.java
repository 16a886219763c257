package io.rolloutoperator.kube.notify;

/** Hears how many problems the configuration of a namespace has, when that has changed. */
@FunctionalInterface
interface ConfigurationListener {

  /**
   * A ConfigMap was read, with another number of problems than before.
   *
   * @param problems 0 when all is well again, when there is no ConfigMap any more, and when nobody
   *     has needed it for long
   */
  void read(String namespace, int problems);
}
