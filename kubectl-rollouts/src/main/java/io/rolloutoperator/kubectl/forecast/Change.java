package io.rolloutoperator.kubectl.forecast;

/**
 * A field that changes.
 *
 * @param path from the object's root; elements of lists by their names
 * @param before "" if it was not there
 * @param after "" if it is taken away
 */
public record Change(String path, String before, String after) {}
