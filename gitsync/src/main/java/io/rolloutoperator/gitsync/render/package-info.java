/** From the files of a commit to objects: plain YAML and kustomizations. Pure. */
@NullMarked
package io.rolloutoperator.gitsync.render;

import org.jspecify.annotations.NullMarked;
