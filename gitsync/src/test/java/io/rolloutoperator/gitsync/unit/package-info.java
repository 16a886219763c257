@NullMarked
package io.rolloutoperator.gitsync.unit;

import org.jspecify.annotations.NullMarked;
