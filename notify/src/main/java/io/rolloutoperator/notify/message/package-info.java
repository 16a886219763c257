/** What a notification says: templates of the configuration, filled in. Pure. */
@NullMarked
package io.rolloutoperator.notify.message;

import org.jspecify.annotations.NullMarked;
