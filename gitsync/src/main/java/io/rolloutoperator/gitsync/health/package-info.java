/** Whether live objects are well, by kind. Pure. */
@NullMarked
package io.rolloutoperator.gitsync.health;

import org.jspecify.annotations.NullMarked;
