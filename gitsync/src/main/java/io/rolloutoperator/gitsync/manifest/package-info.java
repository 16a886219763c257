/** Kubernetes objects as they stand in files: raw trees with the place they come from. */
@NullMarked
package io.rolloutoperator.gitsync.manifest;

import org.jspecify.annotations.NullMarked;
