@NullMarked
package io.rolloutoperator.gitsync.status;

import org.jspecify.annotations.NullMarked;
