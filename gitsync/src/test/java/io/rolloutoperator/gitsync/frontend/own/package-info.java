@NullMarked
package io.rolloutoperator.gitsync.frontend.own;

import org.jspecify.annotations.NullMarked;
