@NullMarked
package io.rolloutoperator.notify.subscription;

import org.jspecify.annotations.NullMarked;
