/** Tells people of what happens to their releases. */
@NullMarked
package io.rolloutoperator.notify;

import org.jspecify.annotations.NullMarked;
