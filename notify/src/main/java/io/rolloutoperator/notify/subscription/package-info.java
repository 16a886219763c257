/** Who is told what: subscriptions of the configuration and of objects' annotations. Pure. */
@NullMarked
package io.rolloutoperator.notify.subscription;

import org.jspecify.annotations.NullMarked;
