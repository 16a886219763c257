@NullMarked
package io.rolloutoperator.notify.outbox;

import org.jspecify.annotations.NullMarked;
