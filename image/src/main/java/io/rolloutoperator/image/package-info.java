/** Builds the operator's image without Docker: files, layers, archive, bill of materials. */
@NullMarked
package io.rolloutoperator.image;

import org.jspecify.annotations.NullMarked;
