/** Sends messages. Whether and when one is tried again is decided by {@code DeliveryPlanner}. */
@NullMarked
package io.rolloutoperator.notify.delivery;

import org.jspecify.annotations.NullMarked;
