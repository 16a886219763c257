package io.rolloutoperator.gitsync.source;

/**
 * When local copies are put in order.
 *
 * @param packs that a copy has when it throws away what nothing holds
 * @param fetches that a copy sees until a new one takes its place
 */
record Upkeep(int packs, int fetches) {

  static final Upkeep USUAL = new Upkeep(16, 500);
}
