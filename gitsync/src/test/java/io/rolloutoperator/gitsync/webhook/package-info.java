@NullMarked
package io.rolloutoperator.gitsync.webhook;

import org.jspecify.annotations.NullMarked;
