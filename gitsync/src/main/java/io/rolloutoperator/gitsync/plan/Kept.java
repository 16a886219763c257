package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;

/**
 * An object that is not written or not deleted although Git would have it so.
 *
 * @param why one line for people
 */
public record Kept(ObjectId object, String why) {}
