@NullMarked
package io.rolloutoperator.gitsync.signing;

import org.jspecify.annotations.NullMarked;
