/** Reading YAML. */
@NullMarked
package io.rolloutoperator.gitsync.manifest;

import org.jspecify.annotations.NullMarked;
