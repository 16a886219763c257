package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import java.util.Optional;

/**
 * What is wrong with one object, so that it was not written.
 *
 * @param origin where it is written in Git, if it is there
 * @param message one line for people that names the object
 */
public record Problem(
    ObjectId object, Optional<Origin> origin, SyncReason reason, String message) {}
