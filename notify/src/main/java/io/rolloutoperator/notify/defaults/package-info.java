/** Notifications that need no templates of one's own. Pure. */
@NullMarked
package io.rolloutoperator.notify.defaults;

import org.jspecify.annotations.NullMarked;
