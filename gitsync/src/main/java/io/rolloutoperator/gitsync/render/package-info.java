/**
 * From the files of a commit to objects: plain YAML and kustomizations. Pure, but for {@link
 * io.rolloutoperator.gitsync.render.KustomizeBinary}.
 */
@NullMarked
package io.rolloutoperator.gitsync.render;

import org.jspecify.annotations.NullMarked;
