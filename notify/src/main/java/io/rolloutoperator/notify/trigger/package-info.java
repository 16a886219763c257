/** When a notification is due. Pure. */
@NullMarked
package io.rolloutoperator.notify.trigger;

import org.jspecify.annotations.NullMarked;
