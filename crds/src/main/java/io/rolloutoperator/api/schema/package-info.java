/** What the records say about their fields beyond their Java types. */
@NullMarked
package io.rolloutoperator.api.schema;

import org.jspecify.annotations.NullMarked;
