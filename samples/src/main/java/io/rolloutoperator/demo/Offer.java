package io.rolloutoperator.demo;

/**
 * A version that is to go out.
 *
 * @param name how the story calls it, such as {@code version 2}
 * @param version as it is told apart in rows, such as {@code v2}
 * @param file of the repository that the Rollout stands in, but for what is new in it
 * @param yaml the Rollout that asks for it
 * @param comment what is new in it, beside the command that applies it
 */
record Offer(String name, String version, String file, String yaml, String comment) {}
