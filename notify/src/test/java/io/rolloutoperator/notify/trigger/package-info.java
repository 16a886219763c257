@NullMarked
package io.rolloutoperator.notify.trigger;

import org.jspecify.annotations.NullMarked;
